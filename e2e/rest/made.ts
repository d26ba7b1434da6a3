import { z } from "zod";
import { pool } from "#server/platform/db";

const Answer = z.object({
  saved: z.number().default(1),
  questions: z.array(z.string()).optional(),
  items: z.array(z.object({ refused: z.unknown() })).optional(),
});

/** How many rows an answer says that were made. */
export function madeBy(text: string): number {
  const { saved, questions, items } = Answer.parse(JSON.parse(text));
  return questions?.length ?? items?.filter(({ refused }) => refused === null).length ?? saved;
}

/** Which operations make which rows; what is written with them must be as many. */
export const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  Forecast: ["submitForecast", "submitTogether"],
  QuestionComment: ["addComment"],
  Brief: ["createBrief", "importBrief"],
  Scenario: ["createScenario"],
  Question: ["createQuestion", "replaceQuestion", "askConditional", "askAllConditionals"],
  ResolutionProposal: ["proposeResolution", "proposeCorrection", "proposeMany"],
  EvidenceFile: ["handInEvidence"],
  WorldImport: ["uploadImport"],
};

/** By table, and what of the journal, the audit log and the tables beside it speaks of them. */
const BESIDE: Readonly<Record<string, readonly [string, string]>> = {
  Forecast: [`"JournalEntry" WHERE "kind" = 'forecast'`, `"AuditEntry" WHERE "action" LIKE 'forecast.%'`],
  QuestionComment: [`"JournalEntry" WHERE "kind" = 'comment'`, `"AuditEntry" WHERE "action" = 'comment.add'`],
  Brief: [`"BriefVersion" WHERE "number" = 1`, `"AuditEntry" WHERE "action" = 'brief.create'`],
  Scenario: [
    `"JournalEntry" WHERE "kind" = 'scenario' AND "body"->>'act' = 'make'`,
    `"AuditEntry" WHERE "action" = 'scenario.create'`,
  ],
  Question: [
    `"QuestionVersion" WHERE "number" = 1`,
    `"JournalEntry" WHERE "kind" = 'question.version' AND "body"->>'version' = '1'`,
  ],
  ResolutionProposal: [
    `"JournalEntry" WHERE "kind" = 'proposal'`,
    `"AuditEntry" WHERE "action" IN ('resolution.propose', 'resolution.correct')`,
  ],
  EvidenceFile: [`"AuditEntry" WHERE "action" = 'evidence.keep'`, `"AuditEntry" WHERE "action" = 'evidence.keep'`],
  WorldImport: [`"WorldImport" WHERE "state" <> 'UPLOADING'`, `"AuditEntry" WHERE "action" = 'world.upload'`],
};

/** How many rows each table has, and each of what is written beside them. */
export async function rowsMade(): Promise<Record<string, number[]>> {
  const counted = (from: string) => `(SELECT count(*)::int FROM ${from})`;
  const columns = Object.entries(BESIDE).map(
    ([table, beside]) => `ARRAY[${[`"${table}"`, ...beside].map(counted).join(", ")}] AS "${table}"`,
  );
  const { rows } = await pool.query<Record<string, number[]>>(`SELECT ${columns.join(", ")}`);
  return rows[0] ?? {};
}

import { z } from "zod";
import { pool } from "#server/platform/db";

/** A call that was answered with success, and its answer. */
export interface Done {
  operationId: string;
  json: unknown;
}

const Answer = z.looseObject({
  saved: z.number().default(0),
  kept: z.number().default(0),
  orphaned: z.number().default(0),
  questions: z.array(z.string()).catch([]),
  reworded: z.boolean().default(false),
  items: z.array(z.looseObject({ refused: z.unknown() })).catch([]),
});
type Made = (answer: z.output<typeof Answer>) => number;

const one: Made = () => 1;
const accepted: Made = ({ items }) => items.filter(({ refused }) => refused === null).length;
const carried: Made = ({ kept, orphaned }) => kept + orphaned;
const audited = (action: string) => `"AuditEntry" WHERE "action" LIKE '${action}'`;
const journaled = (kind: string) => `"JournalEntry" WHERE "kind" = '${kind}'`;

/** Rows that are written together, and how many of each an operation makes by what it answers. */
const TOGETHER: readonly { rows: readonly string[]; by: Readonly<Record<string, Made>> }[] = [
  {
    rows: [`"Forecast"`, journaled("forecast"), audited("forecast.%")],
    by: { submitForecast: one, submitTogether: ({ saved }) => saved },
  },
  { rows: [`"QuestionComment"`, audited("comment.add")], by: { addComment: one } },
  { rows: [journaled("comment")], by: { addComment: one, withdrawComment: one } },
  {
    rows: [`"Brief"`, `"BriefVersion" WHERE "number" = 1`, audited("brief.create")],
    by: { createBrief: one, importBrief: one },
  },
  {
    rows: [`"BriefVersion"`],
    by: { createBrief: one, importBrief: one, createBriefVersion: one, importBriefVersion: one },
  },
  {
    rows: [`"Scenario"`, `${journaled("scenario")} AND "body"->>'act' = 'make'`, audited("scenario.create")],
    by: { createScenario: one },
  },
  {
    rows: [`"PassageAnchor"`],
    by: {
      createScenario: one,
      addQuote: one,
      placeQuote: one,
      createBriefVersion: carried,
      importBriefVersion: carried,
    },
  },
  { rows: [audited("question.create")], by: { createQuestion: one } },
  {
    rows: [
      `"Question"`,
      `"QuestionVersion" WHERE "number" = 1`,
      `${journaled("question.version")} AND "body"->>'version' = '1'`,
    ],
    by: {
      createQuestion: one,
      replaceQuestion: one,
      askConditional: one,
      askAllConditionals: ({ questions }) => questions.length,
    },
  },
  { rows: [audited("question.clarify")], by: { clarifyQuestion: one } },
  { rows: [audited("question.addOption")], by: { addOption: one } },
  {
    rows: [
      `"ResolutionProposal"`,
      journaled("proposal"),
      `"AuditEntry" WHERE "action" IN ('resolution.propose', 'resolution.correct')`,
    ],
    by: { proposeResolution: one, proposeCorrection: one, proposeMany: accepted },
  },
  {
    rows: [`"ResolutionDecision"`, journaled("decision")],
    by: { confirmResolution: one, rejectResolution: one, retractResolution: one, confirmMany: accepted },
  },
  { rows: [`"Dissent"`, journaled("dissent"), audited("dissent.%")], by: { signDissent: one, withdrawDissent: one } },
  { rows: [`"RationaleThread"`], by: { openThread: one } },
  { rows: [audited("rationale.comment")], by: { openThread: one, replyInThread: one } },
  { rows: [audited("rationale.comment.reword")], by: { rewordComment: ({ reworded }) => Number(reworded) } },
  { rows: [audited("relation.withdraw")], by: { withdrawRelation: one } },
  { rows: [audited("relation.restore")], by: { restoreRelation: one } },
  { rows: [`"EvidenceFile"`, audited("evidence.keep")], by: { handInEvidence: one } },
  {
    rows: [`"WorldImport"`, `"WorldImport" WHERE "state" <> 'UPLOADING'`, audited("world.upload")],
    by: { uploadImport: one },
  },
];

const COUNTED = TOGETHER.flatMap(({ rows, by }) => rows.map((from) => ({ from, by })));

/** How many there are of each kind. */
export async function rowCounts(): Promise<number[]> {
  const columns = COUNTED.map(({ from }) => `(SELECT count(*)::int FROM ${from})`);
  const { rows } = await pool.query<{ counts: number[] }>(`SELECT ARRAY[${columns.join(", ")}] AS "counts"`);
  return rows[0]?.counts ?? [];
}

/** Rows of which there are more or fewer than the calls that were answered made: none, if nothing is half written. */
export function unaccounted(before: readonly number[], after: readonly number[], done: readonly Done[]): string[] {
  return COUNTED.flatMap(({ from, by }, i) => {
    const grown = (after[i] ?? 0) - (before[i] ?? 0);
    const due = done.reduce((sum, { operationId, json }) => {
      const made = by[operationId];
      return made ? sum + made(Answer.parse(json)) : sum;
    }, 0);
    return grown === due ? [] : [`${from}: ${grown} more, of which calls made ${due}`];
  });
}

import type { StoredType } from "#server/forecasts/read-specs";
import { pool } from "#server/platform/db";

/** What a list of questions is narrowed to; null leaves a part open. */
export interface QuestionFilter {
  teamId: string;
  /** As it reads at this instant: CLOSED is not among what is stored. */
  state: string | null;
  type: StoredType | null;
  role: "HEADLINE" | "INDICATOR" | "CONDITIONAL" | null;
  tag: string | null;
  briefId: string | null;
  scenarioId: string | null;
  closesAfter: Date | null;
  closesBefore: Date | null;
  drafts: boolean;
}

const IDS = `
  SELECT q."id" FROM "Question" q
  JOIN "Scenario" s ON s."id" = q."scenarioId"
  JOIN LATERAL (SELECT "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE q."teamId" = $1 AND (q."state" <> 'DRAFT' OR $2)
    AND ($3::text IS NULL OR $3 = CASE WHEN q."state" = 'OPEN' AND v."closesAt" <= clock_timestamp() THEN 'CLOSED' ELSE q."state"::text END)
    AND ($4::text IS NULL OR q."type"::text = $4) AND ($5::text IS NULL OR q."role"::text = $5)
    AND ($6::text IS NULL OR EXISTS (SELECT FROM "QuestionTag" l JOIN "Tag" t ON t."id" = l."tagId"
      WHERE l."questionId" = q."id" AND t."name" = $6))
    AND ($7::uuid IS NULL OR s."briefId" = $7) AND ($8::uuid IS NULL OR q."scenarioId" = $8)
    AND ($9::timestamptz IS NULL OR v."closesAt" > $9) AND ($10::timestamptz IS NULL OR v."closesAt" < $10)
    AND ($11::uuid IS NULL OR q."id" > $11)
  ORDER BY q."id" LIMIT $12`;

/** The ids of a team's questions that fit, in the order of making. Authorise before calling: it asks nobody. */
export async function questionIds(
  filter: QuestionFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { teamId, drafts, state, type, role, tag, briefId, scenarioId, closesAfter, closesBefore } = filter;
  const { rows } = await pool.query<{ id: string }>({
    name: "question-ids",
    text: IDS,
    values: [teamId, drafts, state, type, role, tag, briefId, scenarioId, closesAfter, closesBefore, after, limit],
  });
  return rows.map(({ id }) => id);
}

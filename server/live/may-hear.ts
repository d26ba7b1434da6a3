import { type Actor, can } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { RoundSpan } from "#core/round";
import { sightOf, viewerOf } from "#core/visibility";
import type { SealedEntry } from "#server/live/entries";
import { pool } from "#server/platform/db";
import { ROUND_SPANS } from "#server/rounds/round-spans";

/**
 * Whether an actor may be told of an entry. Before reveal a forecast or a comment of somebody else makes no event at all:
 * its instant would be one.
 */
export async function mayHear(actor: Actor, entry: SealedEntry): Promise<boolean> {
  if (!can(actor, "team.read", { teamId: entry.teamId })) return false;
  switch (entry.kind) {
    case "forecast":
    case "comment":
      return seesOthers(actor, entry);
    case "dissent":
    case "rationale.comment":
      // On a scenario without a question there is no number that it could tell of.
      return entry.questionId === null || seesOthers(actor, entry);
    case "question.version":
    case "question.state":
      return seesQuestion(actor, entry);
    case "brief.version":
    case "scenario":
    case "relation":
    case "conditional":
    case "round":
    case "proposal":
    case "decision":
    case "resolution":
    case "rationale.version":
    case "rationale.redaction":
    case "erasure":
    case "import":
    case "import.undo":
      return true;
  }
}

async function seesOthers(actor: Actor, { teamId, memberId, questionId }: SealedEntry): Promise<boolean> {
  const viewer = viewerOf(actor, teamId);
  if (memberId !== null && memberId === viewer.memberId) return true;
  if (questionId === null) return false;
  const question = await ruleOf(questionId, viewer.memberId);
  if (!question) return false;
  const { hasForecast, now, ...rule } = question;
  return sightOf(rule, viewer, hasForecast, now).sight === "full";
}

/** A draft is its editors' alone. */
async function seesQuestion(actor: Actor, { teamId, questionId }: SealedEntry): Promise<boolean> {
  if (can(actor, "question.write", { teamId })) return true;
  const question = questionId === null ? null : await ruleOf(questionId, null);
  return question !== null && question.state !== "DRAFT";
}

interface Rule {
  revealPolicy: RevealPolicy;
  revealAt: number | null;
  rounds: RoundSpan[];
  state: StoredState;
  closesAt: number;
  hasForecast: boolean;
  now: number;
}

async function ruleOf(questionId: string, memberId: string | null): Promise<Rule | null> {
  const { rows } = await pool.query<Rule>({
    name: "live-reveal-rule",
    text: `SELECT q."revealPolicy", q."state",
        (extract(epoch FROM q."revealAt") * 1000)::float8 AS "revealAt", ${ROUND_SPANS} AS "rounds",
        (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
        (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
        EXISTS (SELECT FROM "ForecastHead" h WHERE h."questionId" = q."id" AND h."memberId" = $2) AS "hasForecast"
      FROM "Question" q JOIN LATERAL (
        SELECT "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
      ) v ON true WHERE q."id" = $1`,
    values: [questionId, memberId],
  });
  return rows[0] ?? null;
}

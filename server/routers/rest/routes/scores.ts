import { z } from "zod";
import { boardPeople } from "#server/leaderboards/board-people";
import { pageFrom, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { Problem } from "#server/routers/rest/problem";
import { questionRoute, type Route } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { outcomeOf } from "#server/routers/rest/shapes/question";
import { Id, named, ScaleValue } from "#server/routers/rest/shapes/values";
import { scoreRows } from "#server/scores/score-rows";

const RULES = [
  "peer",
  "baseline",
  "relative_brier",
  "time_averaged_brier",
  "spot_peer",
  "spot_baseline",
  "crps",
] as const;

const Score = named(
  "Score",
  z.object({
    person: Id.nullable().meta({ description: "A member; null where the team does not show you who it is." }),
    name: z.string().meta({ description: "Initials where the team shows no more." }),
    own: z.boolean(),
    rule: z.enum(RULES),
    score: z.number(),
    coverage: z.number(),
    attendance: z.number(),
  }),
);

/** Which version of the verdict the scores are of, and how many were read. */
const PLACE = z.tuple([z.int(), z.int().min(0).max(1_000_000)]);

export const scoreRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/scores", {
    operationId: "listScores",
    tag: "Records",
    summary: "The scores under the verdict in force, rule by rule, the best first",
    description:
      "None while there is no verdict on what happened. Others’ scores as far as the team shows them. A corrected verdict has scores of its own: a cursor of those before it is refused.",
    query: z.strictObject(paging),
    answer: z.object({
      version: z.number().nullable().meta({ description: "Of the verdict; null without one." }),
      outcome: ScaleValue.nullable(),
      ...pageOf(Score).shape,
    }),
    async handle({ actor, on, query: { limit, cursor } }) {
      const question = await readQuestion(actor, on.id);
      const { resolution, state, forecasts, spec } = question;
      if (!resolution) return { version: null, outcome: null, items: [], next: null };
      const { version } = resolution;
      const [of, offset] = placeIn(cursor, PLACE) ?? [version, 0];
      if (of !== version) {
        const message = "The verdict was corrected meanwhile: begin again without a cursor.";
        throw new Problem("bad-request", message, { errors: [{ field: "cursor", message }] });
      }
      const { people } = await boardPeople(actor, [question.teamId]);
      const shown = state === "RESOLVED" && forecasts.revealed !== null;
      const ids = shown ? [...people].flatMap(([id, person]) => (person ? [id] : [])) : [];
      const rows = await scoreRows(on.id, ids, { offset, limit: limit + 1 });
      const items = rows.flatMap(({ memberId, rule, value: score, coverage, attendance }) => {
        const person = people.get(memberId);
        if (!person) return [];
        const { memberId: shownAs, name, own } = person;
        return [{ person: shownAs, name, own, rule: RULE[rule], score, coverage, attendance }];
      });
      const next = rows.length > limit ? pageFrom([version, offset + limit]) : null;
      return { version, outcome: outcomeOf(resolution, spec), items: items.slice(0, limit), next };
    },
  }),
];

const RULE = {
  PEER: "peer",
  BASELINE: "baseline",
  RELATIVE_BRIER: "relative_brier",
  TIME_AVERAGED_BRIER: "time_averaged_brier",
  SPOT_PEER: "spot_peer",
  SPOT_BASELINE: "spot_baseline",
  CRPS: "crps",
} as const;

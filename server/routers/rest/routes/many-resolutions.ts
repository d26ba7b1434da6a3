import { z } from "zod";
import { answerOf, outcomesOf } from "#core/world-question";
import { specOf } from "#server/forecasts/read-specs";
import { ASKED_COLUMNS } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { confirmMany, proposeMany, type RowResult } from "#server/resolution/many";
import { renamed } from "#server/routers/rest/fields";
import { type Route, teamRoute } from "#server/routers/rest/route";
import { GivenResolution, RESOLUTION_FIELDS } from "#server/routers/rest/shapes/given-resolution";
import { Id } from "#server/routers/rest/shapes/values";

const MOST = 100;
const Row = GivenResolution.extend({ question: Id });
const refused = z
  .object({ message: z.string(), field: z.string().nullable() })
  .nullable()
  .meta({ description: "Why this one was not done; null where it was." });

export const manyResolutionRoutes: readonly Route[] = [
  teamRoute("resolution.desk", "POST /teams/{teamId}/resolutions", {
    operationId: "proposeMany",
    tag: "Resolutions",
    summary: "Propose verdicts on many questions: each is done or refused by itself",
    body: z.strictObject({ items: z.array(Row).min(1).max(MOST) }),
    example: {
      items: [
        {
          question: "0193e6a0-0000-7000-8000-000000000001",
          outcome: "no",
          knownAt: "2026-11-20T12:00:00Z",
          quote: "No crossing was opened.",
        },
      ],
    },
    answer: z.object({ items: z.array(z.object({ question: Id, refused })) }),
    async handle({ actor, on: { id: teamId }, body: { items } }) {
      const specs = await specsOf(
        teamId,
        items.map(({ question }) => question),
      );
      const read = items.map(({ question: questionId, outcome, evidence = null, ...rest }) => {
        const spec = specs.get(questionId);
        const answer = spec && answerOf(outcome, spec);
        const fault = spec && !answer ? { field: "outcome", message: `Here it is ${outcomesOf(spec)}.` } : null;
        return { questionId, fault, proposal: { ...rest, ...answer, evidenceUrl: evidence } };
      });
      const sound = read.filter(({ fault }) => fault === null);
      const done = sound.length > 0 ? await proposeMany({ actor, teamId }, { rows: sound }) : [];
      const results = done.values();
      return {
        items: read.map(({ questionId: question, fault }) => {
          const refused = fault ?? refusalOf(results.next().value);
          return { question, refused };
        }),
      };
    },
  }),
  teamRoute("resolution.desk", "POST /teams/{teamId}/confirmations", {
    operationId: "confirmMany",
    tag: "Resolutions",
    summary: "Confirm many verdicts that others proposed: each is done or refused by itself",
    body: z.strictObject({
      resolutions: z.array(Id).min(1).max(MOST),
      note: z.string().trim().max(4000).optional(),
    }),
    example: { resolutions: ["0193e6a0-0000-7000-8000-000000000001"], note: "As the record says." },
    answer: z.object({ items: z.array(z.object({ resolution: Id, refused })) }),
    async handle({ actor, on: { id: teamId }, body: { resolutions: proposalIds, note } }) {
      const results = await confirmMany({ actor, teamId }, { proposalIds, note });
      return { items: results.map((result) => ({ resolution: result.id, refused: refusalOf(result) })) };
    },
  }),
];

function refusalOf(result: RowResult | undefined) {
  const { refused } = result ?? { refused: null };
  return refused && { ...refused, field: refused.field === null ? null : renamed(refused.field, RESOLUTION_FIELDS) };
}

/** What questions of the team ask, as their wording in force says; those of others are not among them. */
async function specsOf(teamId: string, ids: readonly string[]) {
  const questions = await db.question.findMany({
    where: { teamId, id: { in: [...ids] } },
    select: { id: true, ...ASKED_COLUMNS },
  });
  return new Map(
    questions.flatMap(({ id, type, versions: [version] }) => (version ? [[id, specOf(type, version)] as const] : [])),
  );
}

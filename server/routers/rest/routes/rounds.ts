import { z } from "zod";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { type Route, teamRoute } from "#server/routers/rest/route";
import { At, at, GivenAt, Id } from "#server/routers/rest/shapes/values";

const questions = z
  .array(Id)
  .min(1)
  .max(50)
  .refine((ids) => new Set(ids).size === ids.length, "A question is named twice.");

export const roundRoutes: readonly Route[] = [
  teamRoute("round.open", "POST /teams/{teamId}/rounds", {
    operationId: "openRounds",
    tag: "Questions",
    summary: "Open the next blind round on some questions: on all of them or on none",
    body: z.strictObject({ questions, endsAt: GivenAt, message: z.string().trim().max(2000).optional() }),
    answer: z.object({ items: z.array(z.object({ id: Id, question: Id, number: z.number() })) }),
    status: 201,
    async handle({ actor, on, body: { questions: questionIds, endsAt, message } }) {
      const { rounds } = await openRounds({ actor, teamId: on.id }, { questionIds, endsAt, message });
      return { items: rounds.map(({ roundId: id, questionId: question, number }) => ({ id, question, number })) };
    },
  }),
  teamRoute("round.open", "POST /teams/{teamId}/rounds/end", {
    operationId: "endRounds",
    tag: "Questions",
    summary: "End the running rounds of some questions now, before their time",
    body: z.strictObject({ questions }),
    answer: z.object({ endedAt: At }),
    async handle({ actor, on, body: { questions: questionIds } }) {
      const { endedAt } = await endRounds({ actor, teamId: on.id }, { questionIds });
      return { endedAt: at(endedAt) };
    },
  }),
];

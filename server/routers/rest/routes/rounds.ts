import { z } from "zod";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { roundRecords } from "#server/rounds/round-queries";
import { renaming } from "#server/routers/rest/fields";
import { NUMBER_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { At, at, atOrNull, GivenAt, Id, named } from "#server/routers/rest/shapes/values";

const questions = z
  .array(Id)
  .min(1)
  .max(50)
  .refine((ids) => new Set(ids).size === ids.length, "A question is named twice.");
const example = { questions: ["0193e6a0-0000-7000-8000-000000000001"] };
const NAMES = { questionIds: "questions" } as const;

const Round = named(
  "Round",
  z.object({
    id: Id,
    number: z.number(),
    opensAt: At,
    endsAt: At.meta({ description: "The end that was announced." }),
    endedAt: At.nullable().meta({ description: "The end that a lead gave it before." }),
    openedBy: z.string().nullable(),
    endedBy: z.string().nullable(),
    message: z.string().nullable(),
  }),
);

export const roundRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/rounds", {
    operationId: "listRounds",
    tag: "Rounds",
    summary: "The blind rounds of a question, in order",
    query: z.strictObject(paging),
    answer: pageOf(Round),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after = 0] = placeIn(cursor, NUMBER_PLACE) ?? [];
      await readQuestion(actor, on.id);
      const records = await roundRecords([on.id], null, { after, limit: limit + 1 });
      const rounds = (records.get(on.id) ?? []).map(({ opensAt, endsAt, endedAt, ...round }) => ({
        ...round,
        opensAt: at(opensAt),
        endsAt: at(endsAt),
        endedAt: atOrNull(endedAt),
      }));
      return page(rounds, limit, ({ number }) => [number]);
    },
  }),
  teamRoute("round.open", "POST /teams/{teamId}/rounds", {
    operationId: "openRounds",
    tag: "Rounds",
    summary: "Open the next blind round on some questions: on all of them or on none",
    body: z.strictObject({ questions, endsAt: GivenAt, message: z.string().trim().max(2000).optional() }),
    example: { ...example, endsAt: "2026-12-07T17:00:00Z", message: "What would change your mind?" },
    answer: z.object({ items: z.array(z.object({ id: Id, question: Id, number: z.number() })) }),
    status: 201,
    async handle({ actor, on, body: { questions: questionIds, endsAt, message } }) {
      const { rounds } = await renaming(NAMES, () =>
        openRounds({ actor, teamId: on.id }, { questionIds, endsAt, message }),
      );
      return { items: rounds.map(({ roundId: id, questionId: question, number }) => ({ id, question, number })) };
    },
  }),
  teamRoute("round.open", "POST /teams/{teamId}/rounds/end", {
    operationId: "endRounds",
    tag: "Rounds",
    summary: "End the running rounds of some questions now, before their time",
    body: z.strictObject({ questions }),
    example,
    answer: z.object({ endedAt: At }),
    async handle({ actor, on, body: { questions: questionIds } }) {
      const { endedAt } = await renaming(NAMES, () => endRounds({ actor, teamId: on.id }, { questionIds }));
      return { endedAt: at(endedAt) };
    },
  }),
];

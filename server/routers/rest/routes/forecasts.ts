import { z } from "zod";
import { CONNECTED_LIMIT } from "#core/coherence";
import { probabilitySchema } from "#core/question";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { submitTogether } from "#server/forecasts/submit-together";
import { withdraw } from "#server/forecasts/withdraw";
import { page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { Crowd, crowdOf, historyOf, Span } from "#server/routers/rest/shapes/crowd";
import { Forecast, forecastsIn } from "#server/routers/rest/shapes/forecast";
import { forecastOf, GivenForecast } from "#server/routers/rest/shapes/given-forecast";
import { At, at, Id } from "#server/routers/rest/shapes/values";

const PLACE = z.tuple([z.number(), z.number(), z.string()]);
const WHEN = z.tuple([z.string()]);

export const forecastRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/forecasts", {
    operationId: "listForecasts",
    tag: "Forecasts",
    summary: "The forecasts on a question that you may see, in order of time",
    description: "Your own always; the others' once they are shown to you (`hidden` of the question says until when).",
    query: z.strictObject({ person: Id.optional().meta({ description: "Of one member of the team." }), ...paging }),
    answer: z.object({
      options: z.array(z.string()).nullable().meta({ description: "What `probabilities` are in the order of." }),
      ...pageOf(Forecast).shape,
    }),
    async handle({ actor, on, query: { person, limit, cursor } }) {
      const place = placeIn(cursor, PLACE);
      const { forecasts } = await readQuestion(actor, on.id);
      const rows = forecastsIn(forecasts).filter(
        ({ key, forecast }) => (!person || forecast.person === person) && (!place || isAfter(key, place)),
      );
      const { items, next } = page(rows.slice(0, limit + 1), limit, ({ key }) => key);
      const options = forecasts.type === "multiple_choice" ? [...forecasts.options] : null;
      return { options, items: items.map(({ forecast }) => forecast), next };
    },
  }),
  questionRoute("forecast.submit", "POST /questions/{questionId}/forecasts", {
    operationId: "submitForecast",
    tag: "Forecasts",
    summary: "State a forecast, reaffirm the one that stands, or withdraw it",
    description:
      "`probability` on a binary question, `probabilities` on a multiple choice one, `quantiles` or `cdf` on a numeric or date one. Every call is a new row of the log; its instant is the server's.",
    body: GivenForecast,
    example: { probability: 0.35, reason: "The vote was put off." },
    answer: z.object({ id: Id, sequence: z.number(), madeAt: At }),
    status: 201,
    async handle({ actor, on: question, body }) {
      await readQuestion(actor, question.id);
      const ctx = { actor, question };
      const { forecastId: id, sequence, madeAt } = await act();
      return { id, sequence, madeAt: at(madeAt) };

      function act() {
        if (body.kind === "withdrawal") return withdraw(ctx);
        return body.kind === "reaffirmation" ? reaffirm(ctx) : submitForecast(ctx, forecastOf(body, question.type));
      }
    },
  }),
  teamRoute("forecast.submit", "POST /teams/{teamId}/forecasts", {
    operationId: "submitTogether",
    tag: "Forecasts",
    summary: "State probabilities on several questions of yes or no: all of them or none",
    description: "Such as the nearest that break no relation (`GET /scenarios/{scenarioId}/coherence`).",
    body: z.strictObject({
      forecasts: z
        .array(
          z.strictObject({
            question: Id,
            probability: probabilitySchema,
            over: z
              .number()
              .nullable()
              .meta({ description: "Your standing probability that it takes the place of; null for none." }),
          }),
        )
        .min(1)
        .max(CONNECTED_LIMIT)
        .refine((all) => new Set(all.map(({ question }) => question)).size === all.length, "Name each question once."),
      reason: z.string().trim().max(4000).optional(),
    }),
    example: {
      forecasts: [{ question: "0193e6a0-0000-7000-8000-000000000001", probability: 0.35, over: 0.4 }],
      reason: "They exclude each other.",
    },
    answer: z.object({ saved: z.number() }),
    status: 201,
    async handle({ actor, on, body: { forecasts, reason } }) {
      const together = forecasts.map(({ question: questionId, ...said }) => ({ questionId, ...said }));
      return submitTogether({ actor, teamId: on.id }, { forecasts: together, reason });
    },
  }),
  questionRoute("question.read", "GET /questions/{questionId}/crowd", {
    operationId: "readCrowd",
    tag: "Forecasts",
    summary: "What the crowd says and said over time, where you may see it",
    query: z.strictObject(paging),
    answer: z.object({
      crowd: Crowd.nullable().meta({ description: "As it stands now." }),
      ...pageOf(Span).shape,
    }),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, WHEN) ?? [];
      const { forecasts } = await readQuestion(actor, on.id);
      const spans = historyOf(forecasts);
      const begin = after === undefined ? 0 : spans.findLastIndex(({ start }) => start <= after) + 1;
      return {
        crowd: crowdOf(forecasts),
        ...page(spans.slice(begin, begin + limit + 1), limit, ({ start }) => [start]),
      };
    },
  }),
];

type Place = readonly [number, number, string];

function isAfter([at, sequence, person]: Place, [thatAt, thatSequence, thatPerson]: Place): boolean {
  return at !== thatAt ? at > thatAt : sequence !== thatSequence ? sequence > thatSequence : person > thatPerson;
}

import { z } from "zod";
import { renaming, taken } from "#server/routers/rest/fields";
import { type Route, scenarioRoute } from "#server/routers/rest/route";
import { GivenQuote, placeOf, QUOTE_FIELDS } from "#server/routers/rest/shapes/given-quote";
import { Id } from "#server/routers/rest/shapes/values";
import { addPassage, archiveScenario, editScenario, reanchor, restoreScenario } from "#server/scenarios/edit-scenario";
import { quoteInput } from "#server/scenarios/quote";
import { statementInput } from "#server/scenarios/statement";

const answer = z.object({ id: Id });
const example = { quote: "A vote is due." };

export const scenarioEditRoutes: readonly Route[] = [
  scenarioRoute("scenario.write", "POST /scenarios/{scenarioId}/statement", {
    operationId: "rewordScenario",
    tag: "Scenarios",
    summary: "Reword a scenario; its quotes, questions and forecasts stay",
    body: z.strictObject({ statement: statementInput }),
    example: { statement: "The crossing opens to cars this year." },
    answer,
    async handle({ actor, on: scenario, body }) {
      const { scenarioId: id } = await editScenario({ actor, scenario }, body);
      return { id };
    },
  }),
  scenarioRoute("scenario.write", "POST /scenarios/{scenarioId}/quotes", {
    operationId: "addQuote",
    tag: "Scenarios",
    summary: "Add words of the brief that speak of a scenario",
    body: z.strictObject(GivenQuote),
    example,
    answer,
    status: 201,
    async handle({ actor, on: scenario, body: { quote, start } }) {
      const place = taken(quoteInput, await placeOf(scenario.briefId, quote, start), QUOTE_FIELDS);
      const { scenarioId: id } = await renaming(QUOTE_FIELDS, () => addPassage({ actor, scenario }, { quote: place }));
      return { id };
    },
  }),
  scenarioRoute("scenario.write", "POST /scenarios/{scenarioId}/quotes/{quoteId}/place", {
    operationId: "placeQuote",
    tag: "Scenarios",
    summary: "Say where the words of an orphaned quote now stand",
    description:
      "`quotes` of the scenario says which are orphaned. The orphan is kept, and the new place carries it on.",
    params: z.object({ quoteId: z.uuid() }),
    body: z.strictObject(GivenQuote),
    example,
    answer,
    async handle({ actor, on: scenario, params: { quoteId: anchorId }, body: { quote, start } }) {
      const place = taken(quoteInput, await placeOf(scenario.briefId, quote, start), QUOTE_FIELDS);
      const { scenarioId: id } = await renaming(QUOTE_FIELDS, () =>
        reanchor({ actor, scenario }, { anchorId, quote: place }),
      );
      return { id };
    },
  }),
  scenarioRoute("scenario.write", "POST /scenarios/{scenarioId}/archive", {
    operationId: "archiveScenario",
    tag: "Scenarios",
    summary: "Take a scenario out of the lists; nothing of it is lost",
    answer: z.object({ archived: z.literal(true) }),
    async handle({ actor, on: scenario }) {
      await archiveScenario({ actor, scenario });
      return { archived: true as const };
    },
  }),
  scenarioRoute("scenario.write", "POST /scenarios/{scenarioId}/restoration", {
    operationId: "restoreScenario",
    tag: "Scenarios",
    summary: "Bring an archived scenario back",
    answer: z.object({ archived: z.literal(false) }),
    async handle({ actor, on: scenario }) {
      await restoreScenario({ actor, scenario });
      return { archived: false as const };
    },
  }),
];

import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { scenarioRelations } from "#server/relations/scenario-relations";
import { renaming, taken } from "#server/routers/rest/fields";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { briefRoute, type Route, scenarioRoute } from "#server/routers/rest/route";
import { GivenQuote, placeOf, QUOTE_FIELDS } from "#server/routers/rest/shapes/given-quote";
import { Scenario, ScenarioLine, scenarioOf } from "#server/routers/rest/shapes/scenario";
import { Id } from "#server/routers/rest/shapes/values";
import { chainOfScenario } from "#server/scenarios/chain";
import { createScenario, newScenarioInput } from "#server/scenarios/create-scenario";

export const scenarioRoutes: readonly Route[] = [
  briefRoute("scenario.read", "GET /briefs/{briefId}/scenarios", {
    operationId: "listScenarios",
    tag: "Scenarios",
    summary: "The scenarios of a brief",
    query: z.strictObject(paging),
    answer: pageOf(ScenarioLine),
    async handle({ on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const found = await db.scenario.findMany({
        where: { AND: [{ briefId: on.id }, after ? { id: { gt: after } } : {}] },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: { id: true, briefId: true, number: true, statement: true, archivedAt: true },
      });
      const lines = found.map(({ briefId: brief, archivedAt, ...line }) => ({
        ...line,
        brief,
        archived: archivedAt !== null,
      }));
      return page(lines, limit, ({ id }) => [id]);
    },
  }),
  briefRoute("scenario.write", "POST /briefs/{briefId}/scenarios", {
    operationId: "createScenario",
    tag: "Scenarios",
    summary: "Make a scenario from words of a brief",
    body: z.strictObject({ statement: z.string().max(500), ...GivenQuote }),
    example: { statement: "The crossing opens this year.", quote: "A vote is due." },
    answer: z.object({ id: Id, number: z.number() }),
    status: 201,
    location: ({ id }) => `/scenarios/${id}`,
    async handle({ actor, on, body: { statement, quote, start } }) {
      const given = { statement, quote: await placeOf(on.id, quote, start) };
      const input = taken(newScenarioInput, given, QUOTE_FIELDS);
      const { scenarioId: id, number } = await renaming(QUOTE_FIELDS, () =>
        createScenario({ actor, brief: on }, input),
      );
      return { id, number };
    },
  }),
  scenarioRoute("scenario.read", "GET /scenarios/{scenarioId}", {
    operationId: "readScenario",
    tag: "Scenarios",
    summary: "A scenario: its quotes, questions and relations",
    answer: Scenario,
    async handle({ actor, on: { id, teamId } }) {
      const [chain, quotes, questions, related] = await Promise.all([
        chainOfScenario(actor, id),
        db.passageAnchor.findMany({
          where: { scenarioId: id, carriedOn: null },
          select: { id: true, exact: true, start: true, end: true, state: true },
          orderBy: { start: "asc" },
        }),
        db.question.findMany({
          where: { scenarioId: id, ...withoutDrafts(actor, teamId) },
          select: { id: true, role: true },
          orderBy: { id: "asc" },
        }),
        scenarioRelations(teamId, id),
      ]);
      return scenarioOf(chain, { quotes, questions, related });
    },
  }),
];

/** Drafts are for those who may write them. */
const withoutDrafts = (actor: Actor, teamId: string) =>
  can(actor, "question.write", { teamId }) ? {} : { state: { not: "DRAFT" as const } };

import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { exportRationale } from "#server/rationales/export-rationale";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { scenarioRelations } from "#server/relations/scenario-relations";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { Problem } from "#server/routers/rest/problem";
import { briefRoute, type Route, Sent, scenarioRoute } from "#server/routers/rest/route";
import { Scenario, ScenarioLine, scenarioOf } from "#server/routers/rest/shapes/scenario";
import { At, atOrNull, Id, named } from "#server/routers/rest/shapes/values";
import { chainOfScenario } from "#server/scenarios/chain";
import { createScenario, newScenarioInput } from "#server/scenarios/create-scenario";

const Rationale = named(
  "Rationale",
  z.object({
    scenario: Id,
    savedAt: At.nullable(),
    text: z.looseObject({ type: z.string() }).meta({ description: "The document as nodes of ProseMirror." }),
  }),
);

const MARKDOWN = "text/markdown";

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
    body: z.strictObject({
      statement: z.string().max(500),
      quote: z.string().min(1).max(4000).meta({ description: "Exact words of the newest version of the brief." }),
      start: z
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .optional()
        .meta({ description: "Where they begin in its text; needed where they stand there more than once." }),
    }),
    example: { statement: "The crossing opens this year.", quote: "A vote is due." },
    answer: z.object({ id: Id, number: z.number() }),
    status: 201,
    location: ({ id }) => `/scenarios/${id}`,
    async handle({ actor, on, body: { statement, quote, start } }) {
      const input = newScenarioInput.parse({ statement, quote: await placeOf(on.id, quote, start) });
      const { scenarioId: id, number } = await createScenario({ actor, brief: on }, input);
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
  scenarioRoute("rationale.read", "GET /scenarios/{scenarioId}/rationale", {
    operationId: "readRationale",
    tag: "Scenarios",
    summary: "A scenario's rationale, as JSON or Markdown",
    answer: Rationale,
    produces: ["application/json", MARKDOWN],
    async handle({ actor, on: { id }, accept }) {
      if (accept === MARKDOWN) {
        const { body, type } = await exportRationale(actor, id, "markdown", env().appUrl);
        return new Sent(type, String(body));
      }
      const { text, savedAt } = await rationaleOf(actor, id);
      return { scenario: id, savedAt: atOrNull(savedAt), text };
    },
  }),
];

/** Drafts are for those who may write them. */
const withoutDrafts = (actor: Actor, teamId: string) =>
  can(actor, "question.write", { teamId }) ? {} : { state: { not: "DRAFT" as const } };

/** Where words stand in the newest version of a brief. */
async function placeOf(briefId: string, exact: string, given: number | undefined) {
  const version = await db.briefVersion.findFirst({
    where: { briefId },
    orderBy: { number: "desc" },
    select: { id: true, text: true },
  });
  const text = version?.text ?? "";
  const start = given ?? text.indexOf(exact);
  const refuse = (field: string, message: string) =>
    new Problem("invalid-input", `${field}: ${message}`, { errors: [{ field, message }] });
  if (!version || start < 0) throw refuse("quote", "These words do not stand in the newest version of the brief.");
  if (given === undefined && text.indexOf(exact, start + 1) >= 0)
    throw refuse("start", "These words stand there more than once: say where they begin.");
  return { briefVersionId: version.id, start, end: start + exact.length, exact };
}

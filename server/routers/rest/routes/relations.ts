import { z } from "zod";
import { CONNECTED_LIMIT } from "#core/coherence";
import { CROSS_LIMIT } from "#core/conditional";
import { makerOf } from "#core/permissions";
import { db } from "#server/platform/db";
import { askAllConditionals, askConditional } from "#server/questions/ask-conditional";
import { declareRelation } from "#server/relations/declare-relation";
import { ownCoherence } from "#server/relations/own-coherence";
import { relationBook } from "#server/relations/relation-queries";
import { restoreInput, restoreRelation, withdrawRelation } from "#server/relations/withdraw-relation";
import { renaming } from "#server/routers/rest/fields";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { briefRoute, type Route, relationRoute, scenarioRoute } from "#server/routers/rest/route";
import { Coherence, coherenceOf, DeclaredRelation, relationOf } from "#server/routers/rest/shapes/relation";
import { Id } from "#server/routers/rest/shapes/values";

const DECLARED = { exclusive: "EXCLUSIVE", exhaustive: "EXHAUSTIVE", implies: "IMPLIES" } as const;
const PLACEHOLDERS = ["0193e6a0-0000-7000-8000-000000000001", "0193e6a0-0000-7000-8000-000000000002"] as const;
const [first, second] = PLACEHOLDERS;

const scenarios = (most: number) =>
  z
    .array(Id)
    .min(2, "Name at least two scenarios.")
    .max(most, `Name at most ${most} scenarios.`)
    .refine((ids) => new Set(ids).size === ids.length, "Name each scenario once.");
const holds = z
  .boolean()
  .default(true)
  .meta({ description: "Under the condition that it is answered yes; false: that it is answered no." });

export const relationRoutes: readonly Route[] = [
  briefRoute("scenario.read", "GET /briefs/{briefId}/relations", {
    operationId: "listRelations",
    tag: "Relations",
    summary: "Every relation that was declared among the scenarios of a brief, withdrawn ones too",
    query: z.strictObject(paging),
    answer: pageOf(DeclaredRelation),
    async handle({ on: { id: briefId, teamId }, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const found = await db.scenarioRelation.findMany({
        where: {
          AND: [{ teamId, members: { some: { scenario: { briefId } } } }, after ? { id: { gt: after } } : {}],
        },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: { id: true },
      });
      const ids = found.map(({ id }) => id);
      const { relations } = await relationBook(db, teamId, null, ids);
      const byId = new Map(relations.map((relation) => [relation.id, relation]));
      const declared = ids.flatMap((id) => byId.get(id) ?? []);
      return page(declared.map(relationOf), limit, ({ id }) => [id]);
    },
  }),
  briefRoute("scenario.write", "POST /briefs/{briefId}/relations", {
    operationId: "declareRelation",
    tag: "Relations",
    summary: "Declare a relation between scenarios of a brief",
    description:
      "It holds between their headline questions of yes or no, and some way for the world to turn out must be left.",
    body: z.strictObject({
      kind: z.enum(["exclusive", "exhaustive", "implies"]),
      scenarios: scenarios(CONNECTED_LIMIT).meta({ description: "Of an implication first the one that implies." }),
      confirmDeadlines: z
        .boolean()
        .default(false)
        .meta({ description: "Says that it holds although the questions close at different times." }),
    }),
    example: { kind: "exclusive", scenarios: [first, second], confirmDeadlines: true },
    answer: z.object({ id: Id }),
    status: 201,
    async handle({ actor, on: brief, body: { kind, scenarios: scenarioIds, confirmDeadlines } }) {
      const declaration = { kind: DECLARED[kind], scenarioIds, confirmDeadlines };
      const { relationId: id } = await renaming({ scenarioIds: "scenarios" }, () =>
        declareRelation({ actor, brief }, declaration),
      );
      return { id };
    },
  }),
  relationRoute("scenario.write", "POST /relations/{relationId}/withdrawal", {
    operationId: "withdrawRelation",
    tag: "Relations",
    summary: "Take a relation back from now on; it can be taken up again",
    answer: z.object({ id: Id }),
    async handle({ actor, on: relation }) {
      const { relationId: id } = await withdrawRelation({ actor, relation });
      return { id };
    },
  }),
  relationRoute("scenario.write", "POST /relations/{relationId}/restoration", {
    operationId: "restoreRelation",
    tag: "Relations",
    summary: "Take up a relation that is withdrawn, suspended or rests, and confirm its deadlines",
    body: z.strictObject(restoreInput.shape).default({}),
    example: { confirmDeadlines: true },
    answer: z.object({ id: Id }),
    async handle({ actor, on: relation, body }) {
      const { relationId: id } = await renaming({ scenarioIds: "" }, () => restoreRelation({ actor, relation }, body));
      return { id };
    },
  }),
  briefRoute("question.write", "POST /briefs/{briefId}/conditionals", {
    operationId: "askConditional",
    tag: "Relations",
    summary: "Ask how likely one scenario is if another comes true, or does not",
    body: z
      .strictObject({
        given: Id.meta({ description: "The scenario whose headline question is the condition." }),
        on: Id.meta({ description: "The scenario whose headline question is asked under it." }),
        holds,
      })
      .refine(({ given, on }) => given !== on, {
        path: ["on"],
        message: "A scenario is no condition of itself: choose another.",
      }),
    example: { given: first, on: second, holds: true },
    answer: z.object({ id: Id.meta({ description: "Of the question." }) }),
    status: 201,
    location: ({ id }) => `/questions/${id}`,
    async handle({ actor, on: brief, body }) {
      const asked = { antecedentId: body.given, consequentId: body.on, holds: body.holds };
      const { questionId: id } = await renaming({ antecedentId: "given", consequentId: "on" }, () =>
        askConditional({ actor, brief }, asked),
      );
      return { id };
    },
  }),
  briefRoute("question.write", "POST /briefs/{briefId}/conditionals/all", {
    operationId: "askAllConditionals",
    tag: "Relations",
    summary: "Ask for every conditional that is missing among some scenarios: all of them, or none",
    body: z.strictObject({ scenarios: scenarios(CROSS_LIMIT), holds }),
    example: { scenarios: [first, second], holds: true },
    answer: z.object({ questions: z.array(Id) }),
    status: 201,
    async handle({ actor, on: brief, body: { scenarios: scenarioIds, holds } }) {
      const { questionIds: questions } = await renaming({ scenarioIds: "scenarios" }, () =>
        askAllConditionals({ actor, brief }, { scenarioIds, holds }),
      );
      return { questions };
    },
  }),
  scenarioRoute("scenario.read", "GET /scenarios/{scenarioId}/coherence", {
    operationId: "readCoherence",
    tag: "Relations",
    summary: "How your own forecasts fare against the relations of a scenario, and the nearest that break none",
    answer: Coherence,
    handle: async ({ actor, on: { id, teamId } }) => coherenceOf(await ownCoherence(makerOf(actor), teamId, [id])),
  }),
];

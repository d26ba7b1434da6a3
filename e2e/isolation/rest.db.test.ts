import { Readable } from "node:stream";
import { beforeAll, expect, it } from "vitest";
import { type TokenActor, tokenActor } from "#server/identity/tokens/token-actor";
import { db, pool } from "#server/platform/db";
import { problemOf } from "#server/routers/rest/problem";
import { type Route, Sent } from "#server/routers/rest/route";
import { SentFile } from "#server/routers/rest/sent-file";
import { ROUTES } from "#server/routers/rest/table";
import { newApiToken } from "../fixtures/new-token";
import { REST_INPUTS, type RestInput } from "../fixtures/rest-inputs";
import { newThread } from "../fixtures/threads";
import { buildWorld, type World } from "../fixtures/world";
import { memberIn } from "../fixtures/world-people";
import { leaksOf, raiseFence } from "./fence";
import { recorded } from "./record";

/** Every statement that a REST route sends on behalf of somebody of a team, asked again from inside a fence around that team. */
let world: World;
/** A lead's, whom every route answers. */
let actor: TokenActor;
beforeAll(async () => {
  world = await buildWorld(db);
  await raiseFence(pool);
  const { token } = await newApiToken(db, world.people.lead.userId);
  const known = await tokenActor(token);
  if (!known) throw new Error("the token was not known");
  actor = known;
});

/** What comes of a call is the matrix's matter; here it counts what was asked on the way. */
async function call({ prepare, produces }: Route, { params = {}, query = {}, body, file }: RestInput) {
  const gone = new AbortController();
  try {
    const answering = await prepare(actor, params);
    const sent = file ? new SentFile(Readable.from([Buffer.from(file.bytes)]), 1_000_000) : body;
    const made = await answering({ query, body: sent, accept: produces.at(-1) ?? "", signal: gone.signal });
    // Of a stream that never ends, how it begins.
    if (made instanceof Sent && !(made.pieces instanceof Uint8Array) && typeof made.pieces !== "string")
      for await (const _ of made.pieces) if (made.type === "text/event-stream") break;
    return "done";
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return problem.kind;
  } finally {
    gone.abort();
  }
}

it.each(ROUTES)("$method $path asks for nothing of another team", async (route) => {
  const input = await REST_INPUTS[route.operationId]?.({ team: world.own, world, person: world.people.lead });
  const { asked } = await recorded(() => call(route, input ?? {}));
  expect(await leaksOf(pool, asked, [world.own.teamId])).toEqual([]);
});

it("what a parameter or a field names of another team is not found in one's own", async () => {
  const { own, foreign, people } = world;
  const { questionId, scenarioId } = foreign.questions.OPEN;
  const member = memberIn(people.outsider, foreign.teamId);
  const team = { params: { teamId: own.teamId } };
  const question = { params: { questionId: own.questions.OPEN.questionId } };
  const crossed: [operationId: string, RestInput][] = [
    ["listQuestions", { ...team, query: { scenario: scenarioId } }],
    ["listQuestions", { ...team, query: { brief: foreign.briefId } }],
    ["listForecasts", { ...question, query: { person: member } }],
    ["readCalibration", { ...team, query: { who: member } }],
    ["readLeaderboard", { ...team, query: { brief: foreign.briefId } }],
    ["addComment", { ...question, body: { body: "Mine.", answers: foreign.commentId } }],
    ["openRounds", { ...team, body: { questions: [questionId], endsAt: "2027-01-01T00:00:00Z" } }],
    ["endRounds", { ...team, body: { questions: [questionId] } }],
    ["createScenario", { params: { briefId: own.briefId }, body: { statement: "So.", quote: foreign.mark } }],
  ];
  for (const [operationId, input] of crossed) {
    const { asked } = await recorded(() => call(routeOf(operationId), input));
    expect(await leaksOf(pool, asked, [own.teamId]), operationId).toEqual([]);
  }
});

it("an act that names something of another team besides its own is refused, or does nothing to it", async () => {
  const { own, foreign, people } = world;
  const { questionId, scenarioId } = foreign.questions.OPEN;
  const memberId = memberIn(people.outsider, foreign.teamId);
  const { threadId, commentId } = await newThread(db, { scenarioId, teamId: foreign.teamId, memberId });
  const tag = (teamId: string) => db.tag.create({ data: { teamId, name: `tag ${teamId}` }, select: { id: true } });
  const [ownTag, theirTag] = [await tag(own.teamId), await tag(foreign.teamId)];
  const quote = await db.passageAnchor.findFirstOrThrow({ where: { scenarioId }, select: { id: true } });
  const verdict = await db.resolution.findFirstOrThrow({
    where: { questionId: foreign.questions.RESOLVED.questionId },
    select: { id: true },
  });
  const [question, scenario] = [own.questions.OPEN.questionId, own.questions.OPEN.scenarioId];
  const brief = { briefId: own.briefId };
  const inTeam = (body: unknown, more = {}): RestInput => ({ params: { teamId: own.teamId, ...more }, body });
  const both = [scenario, scenarioId];
  const known = { knownAt: "2026-01-01T00:00:00Z", note: "So." };
  const crossed: [operationId: string, RestInput][] = [
    ["withdrawComment", { params: { questionId: question, commentId: foreign.commentId } }],
    ["renameTag", inTeam({ name: "Mine" }, { tagId: theirTag.id })],
    ["mergeTags", inTeam({ into: theirTag.id }, { tagId: ownTag.id })],
    ["mergeTags", inTeam({ into: ownTag.id }, { tagId: theirTag.id })],
    ["deleteTag", inTeam(undefined, { tagId: theirTag.id })],
    ["placeQuote", { params: { scenarioId: scenario, quoteId: quote.id }, body: { quote: own.mark } }],
    ["declareRelation", { params: brief, body: { kind: "exclusive", scenarios: both, confirmDeadlines: true } }],
    ["askConditional", { params: brief, body: { given: scenario, on: scenarioId } }],
    ["askAllConditionals", { params: brief, body: { scenarios: both } }],
    ["submitTogether", inTeam({ forecasts: [{ question: questionId, probability: 0.5, over: null }] })],
    [
      "proposeCorrection",
      { params: { questionId: question }, body: { corrects: verdict.id, outcome: null, note: "So." } },
    ],
    ["replyInThread", { params: { scenarioId: scenario, threadId }, body: { body: "Mine." } }],
    ["rewordComment", { params: { scenarioId: scenario, threadId, commentId }, body: { body: "Mine." } }],
    ["withdrawThreadComment", { params: { scenarioId: scenario, threadId, commentId } }],
    ["resolveThread", { params: { scenarioId: scenario, threadId }, body: { resolved: true } }],
    ["listThreadComments", { params: { scenarioId: scenario, threadId } }],
  ];
  for (const [operationId, input] of crossed) {
    const { given, asked } = await recorded(() => call(routeOf(operationId), input));
    expect(["not-found", "invalid-input", "conflict"], operationId).toContain(given);
    expect(await leaksOf(pool, asked, [own.teamId]), operationId).toEqual([]);
  }
  // Of many each is refused by itself, and a mark on what somebody else is told changes nothing.
  const apart: [operationId: string, RestInput][] = [
    ["proposeMany", inTeam({ items: [{ question: questionId, outcome: "void", ...known }] })],
    ["confirmMany", inTeam({ resolutions: [foreign.proposalId] })],
    [
      "createBriefVersion",
      { params: brief, body: { text: own.mark, base: 1, reason: "So.", quotes: { [quote.id]: null } } },
    ],
  ];
  const before = await db.passageAnchor.findMany({ where: { teamId: foreign.teamId }, orderBy: { id: "asc" } });
  for (const [operationId, input] of apart) {
    const { asked } = await recorded(() => call(routeOf(operationId), input));
    expect(await leaksOf(pool, asked, [own.teamId]), operationId).toEqual([]);
  }
  expect(await db.passageAnchor.findMany({ where: { teamId: foreign.teamId }, orderBy: { id: "asc" } })).toEqual(
    before,
  );
  const { state } = await db.question.findUniqueOrThrow({ where: { id: questionId }, select: { state: true } });
  const decided = await db.resolutionDecision.count({ where: { proposalId: foreign.proposalId } });
  expect([state, decided]).toEqual(["OPEN", 0]);
});

function routeOf(operationId: string): Route {
  const route = ROUTES.find((one) => one.operationId === operationId);
  if (!route) throw new Error(`there is no ${operationId}`);
  return route;
}

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
    const route = ROUTES.find((one) => one.operationId === operationId);
    if (!route) throw new Error(`there is no ${operationId}`);
    const { asked } = await recorded(() => call(route, input));
    expect(await leaksOf(pool, asked, [own.teamId]), operationId).toEqual([]);
  }
});

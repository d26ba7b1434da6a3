import { afterAll, beforeAll, expect, it } from "vitest";
import { SCOPES } from "#core/token-scopes";
import { db } from "#server/platform/db";
import { ROUTES } from "#server/routers/rest/table";
import { type BlindWorld, buildBlindWorld } from "../../../e2e/fixtures/blind-world";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { REST_INPUTS, restPath } from "../../../e2e/fixtures/rest-inputs";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";

/**
 * Everybody who did not forecast on the blind questions, through everything that can be read with a token: with one that
 * may all, and with one that only reads, whose maker must not be taken for somebody who never forecasts.
 */
const ROLES = ["observer", "forecaster", "lead", "leader", "admin", "outsider"] as const;
const KINDS = [SCOPES, ["read"]] as const;

let world: BlindWorld;
let rest: RestServer;
const tokens: { role: (typeof ROLES)[number]; token: string }[] = [];

beforeAll(async () => {
  world = await buildBlindWorld(db);
  rest = await startRest();
  for (const role of ROLES)
    for (const scopes of ["forecaster", "lead", "admin"].includes(role) ? KINDS : KINDS.slice(0, 1))
      tokens.push({ role, token: (await newApiToken(db, world.others[role].userId, { scopes })).token });
});
afterAll(() => rest.close());

it.each(ROUTES.filter(({ method }) => method === "GET"))("$method $path", async ({ path, operationId }) => {
  const { own } = world;
  const blind = [own.questions.BLIND, world.later, world.unforecast, ...world.typed.map(({ question }) => question)];
  for (const question of blind) {
    const everywhere = Object.fromEntries(Object.keys(own.questions).map((state) => [state, question]));
    const team = { ...own, questions: { ...own.questions, ...everywhere } };
    for (const { role, token } of tokens) {
      const input = await REST_INPUTS[operationId]?.({ team, world, person: world.others[role] });
      const called = restPath(path, input ?? {});
      const { text, headers } = await rest.call(token, "GET", called);
      const cursors = [...text.matchAll(/"next":"([\w-]+)"/g)].map(([, next = ""]) => Buffer.from(next, "base64url"));
      // A refusal names the call, which the caller knew; instants are searched for as JavaScript writes them.
      const said = text.replaceAll(called, "").replaceAll(/^id: [\w-]{48}$/gm, ""); // random to whoever has no key
      const written = said.replace(/\.(\d{3})0*Z/g, ".$1Z");
      const received = [written, headers.get("link"), ...cursors.map(String)].join("\n");
      expect(world.secretsIn(received), `${role} ${path}`).toEqual([]);
    }
  }
});

it("what its own maker said stays theirs to read", async () => {
  const { token } = await newApiToken(db, world.people.forecaster.userId, { scopes: ["read"] });
  const { text } = await rest.call(token, "GET", `/questions/${world.own.questions.BLIND.questionId}`);
  expect(JSON.parse(text)).toMatchObject({
    own: { probability: 0.137 },
    crowd: null,
    hidden: { until: "round-closes" },
  });
});

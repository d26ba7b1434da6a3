import { randomUUID } from "node:crypto";
import { type AnyTRPCProcedure, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
import { uuid7 } from "#server/platform/uuid";
import { appRouter } from "#server/routers/app";
import { ROUTES } from "#server/routers/rest/table";
import type { Meta } from "#server/routers/trpc";
import { newApiToken } from "../fixtures/new-token";
import { INPUTS } from "../fixtures/procedure-inputs";
import { REST_INPUTS, restPath } from "../fixtures/rest-inputs";
import { type RestServer, startRest } from "../fixtures/rest-server";
import { buildWorld, type World } from "../fixtures/world";
import { crossed, ofNothing } from "./crossed";
import { recorded } from "./record";

/**
 * What is another team's is answered like what there is not: the same words, and as many questions to the database, so that neither an
 * answer nor its delay tells that it is there. Whatever a call names is tried: what it is about, and what else it names beside one's own.
 */
let world: World;
let rest: RestServer;
let token: string;
beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  token = (await newApiToken(db, world.people.lead.userId)).token;
});
afterAll(() => rest.close());

let calls = 0;

async function answer(path: string, procedure: AnyTRPCProcedure, actor: Actor, input: unknown) {
  const type = procedure._def.type;
  const ctx = { actor, address: `nothing-${++calls}` };
  const given = { router: appRouter, path, getRawInput: async () => input, ctx, type, batchIndex: 0 };
  const { given: said, asked } = await recorded(async () => {
    try {
      await callTRPCProcedure({ ...given, signal: AbortSignal.timeout(60_000) });
      return "done";
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      return JSON.stringify(getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx }));
    }
  });
  return { said, queries: asked.length };
}

/** Ids that there are not, one for each that is given; and an answer in which each stands for the one it was given for. */
function unknowns() {
  const ids = new Map<string, string>();
  const unknown = (id: string) => {
    const one = ids.get(id) ?? (id[14] === "7" ? uuid7() : randomUUID());
    ids.set(id, one);
    return one;
  };
  const back = (text: string) => [...ids].reduce((said, [id, one]) => said.replaceAll(one, id), text);
  return { unknown, back };
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).filter(
  ([, { _def }]) => !["org", "self", "none"].includes((_def.meta as Meta).subject),
);

describe.each(procedures)("%s", (path, procedure) => {
  it("about another team's, and beside one's own", async () => {
    const { own, foreign, people } = world;
    const [mine, theirs] = [
      await INPUTS[path]?.({ team: own, world, person: people.lead }),
      await INPUTS[path]?.({ team: foreign, world, person: people.outsider }),
    ];
    const { subject } = procedure._def.meta as Meta;
    const mixed = crossed(mine, theirs, `${subject}Id`);
    const kept = new Set(idsIn(mine));
    for (const given of JSON.stringify(mixed) === JSON.stringify(mine) ? [theirs] : [theirs, mixed]) {
      const { unknown, back } = unknowns();
      const there = await answer(path, procedure, people.lead, given);
      const nothing = ofNothing(given, (id) => (kept.has(id) ? id : unknown(id)));
      const not = await answer(path, procedure, people.lead, nothing);
      expect(back(not.said)).toBe(there.said);
      expect(Math.abs(not.queries - there.queries), `${there.queries} and ${not.queries} queries`).toBeLessThan(2);
      if (given === theirs) expect(there.said).toContain("NOT_FOUND");
    }
  });
});

function idsIn(input: unknown): string[] {
  const ids: string[] = [];
  ofNothing(input, (id) => {
    ids.push(id);
    return id;
  });
  return ids;
}

/** Of what differs from answer to answer anyway. */
const headersOf = (headers: Headers) =>
  [...headers].filter(([name]) => !/^(?:date|content-security-policy|ratelimit.*|x-ratelimit.*)$/.test(name));

describe.each(ROUTES.filter(({ subject }) => subject !== "self"))("$method $path", ({ method, path, operationId }) => {
  it("about another team's", async () => {
    const { foreign, people } = world;
    const theirs = (await REST_INPUTS[operationId]?.({ team: foreign, world, person: people.outsider })) ?? {};
    const { unknown, back } = unknowns();
    const params = Object.fromEntries(
      Object.entries(theirs.params ?? {}).map(([name, value]) => [name, String(ofNothing(value, unknown))]),
    );
    const [there, not] = [
      await rest.call(token, method, restPath(path, theirs), { body: theirs.body }),
      await rest.call(token, method, restPath(path, { ...theirs, params }), { body: theirs.body }),
    ];
    expect(there.status).toBe(404);
    expect([not.status, back(not.text), headersOf(not.headers)]).toEqual([
      there.status,
      there.text,
      headersOf(there.headers),
    ]);
  });
});

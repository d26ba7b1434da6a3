import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DOORS } from "#core/audit";
import { type Actor, can, makerOf, type TeamAction } from "#core/permissions";
import { SCOPES, type Scope } from "#core/token-scopes";
import { ACTS } from "#server/audit/acts.fixture";
import { tokenActor } from "#server/identity/tokens/token-actor";
import { db, pool } from "#server/platform/db";
import { BY_FILE, BY_PROCEDURE } from "#server/routers/rest/by-procedure";
import { openApiDocument } from "#server/routers/rest/openapi";
import type { Route } from "#server/routers/rest/route";
import { ROUTES } from "#server/routers/rest/table";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { REST_INPUTS, type RestInput, restPath } from "../../../e2e/fixtures/rest-inputs";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, ROLES, type World } from "../../../e2e/fixtures/world";

/**
 * Every REST route, called by every role with tokens of several kinds about its own and a foreign team. What has to come
 * of it is worked out from the permission table, the scopes and what the route says of itself; nothing here knows a route by name.
 */
const CALLERS = [...ROLES, "disabled"] as const;
/** A token of each kind, beside one that may everything everywhere. */
const KINDS = ["all", "lesser", "elsewhere"] as const;

let world: World;
let rest: RestServer;
const tokens = new Map<string, string>();

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  for (const caller of CALLERS) {
    const { userId } = world.people[caller];
    const add = async (kind: string, asked: Parameters<typeof newApiToken>[2]) =>
      tokens.set(`${caller} ${kind}`, (await newApiToken(db, userId, asked)).token);
    await add("all", {});
    for (const scope of SCOPES) await add(`without ${scope}`, { scopes: without(scope) });
    await add(`in ${world.own.teamId}`, { teamId: world.own.teamId });
    await add(`in ${world.foreign.teamId}`, { teamId: world.foreign.teamId });
  }
});
afterAll(() => rest.close());

/** Every token reads, so without reading there is none to make: it then may all. */
const without = (scope: Scope) => SCOPES.filter((other) => other === "read" || other !== scope);

function tokenOf(caller: string, kind: (typeof KINDS)[number], route: Route, teamId: string): string {
  const other = teamId === world.own.teamId ? world.foreign.teamId : world.own.teamId;
  const names = { all: "all", lesser: `without ${route.scope}`, elsewhere: `in ${other}` };
  return tokens.get(`${caller} ${names[kind]}`) ?? "";
}

function due({ permission, subject, scope }: Route, actor: Actor | null, teamId: string): number | "allowed" {
  if (!actor) return 401;
  const scoped = actor.grant?.scopes.includes(scope) ?? true;
  if (permission === "signed-in" || subject === "self") return scoped ? "allowed" : 403;
  if (!can(actor, "team.read", { teamId })) return 404;
  return scoped && can(actor, teamAction(permission), { teamId }) ? "allowed" : 403;
}
// What a route is about is a team's, so its permission is of that kind.
const teamAction = (permission: Route["permission"]) => permission as TeamAction;

/** What the procedures that it does the same as leave in the audit log. */
function actsOf(operationId: string): { acts: string[]; idle: boolean } {
  const file = BY_FILE[operationId];
  if (file) return { acts: [...file.acts], idle: file.acts.length === 0 };
  const lines = Object.entries(BY_PROCEDURE).flatMap(([path, entry]) =>
    "by" in entry && entry.by === operationId ? (ACTS[path] ?? []) : [],
  );
  return { acts: lines.flatMap(({ acts }) => acts), idle: lines.some(({ acts, idle }) => idle || acts.length === 0) };
}

/** That somebody was not let in is written down where they came; it is no act of theirs. */
const TURNED_AWAY = DOORS["API token"];

/** The acts in the audit log after the first so many. */
async function actsAfter(count: number): Promise<string[]> {
  const where = { action: { not: TURNED_AWAY } };
  const entries = await db.auditEntry.findMany({
    where,
    orderBy: { at: "asc" },
    skip: count,
    select: { action: true },
  });
  return entries.map(({ action }) => action);
}

/** How much there is of what a call may leave behind. */
async function written() {
  const { rows } = await pool.query<{ audited: number; journaled: number; answered: number }>(
    `SELECT (SELECT count(*)::int FROM "AuditEntry" WHERE "action" <> '${TURNED_AWAY}') AS "audited", (SELECT count(*)::int FROM "JournalEntry") AS "journaled",
      (SELECT count(*)::int FROM "StoredAnswer") AS "answered"`,
  );
  return rows[0] ?? { audited: 0, journaled: 0, answered: 0 };
}

const { paths, components } = z
  .object({ paths: z.record(z.string(), z.any()), components: z.any() })
  .parse(JSON.parse(openApiDocument().replaceAll("#/components/schemas/", "#/$defs/")));

/** What the OpenAPI document says that an answer looks like, as a check that knows nothing of the code. */
function declared({ path, method, status }: Route): z.ZodType | null {
  const content = paths[path][method.toLowerCase()].responses[status].content["application/json"];
  return content ? z.fromJSONSchema({ ...content.schema, $defs: components.schemas }) : null;
}
const Problem = z.strictObject({
  type: z.string().startsWith("/api/v1/docs#"),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});

describe.each(ROUTES)("$method $path", (route) => {
  const { method, path, operationId, subject } = route;
  const shape = declared(route);
  const teams = subject === "self" ? (["own"] as const) : (["own", "foreign"] as const);

  it("has an input here", () => {
    expect(REST_INPUTS, "add what it is called with to e2e/fixtures/rest-inputs.ts").toHaveProperty([operationId]);
  });

  it.each(CALLERS)("called by: %s", async (caller) => {
    // So many tokens that are not known would be refused for their number.
    if (caller === "disabled") await db.rateLimit.deleteMany();
    for (const which of teams) {
      let input: RestInput | undefined;
      for (const kind of caller === "disabled" ? (["all"] as const) : KINDS) {
        // What every token may, none may less.
        if (kind === "lesser" && route.scope === "read") continue;
        const team = world[which];
        const token = tokenOf(caller, kind, route, team.teamId);
        const actor = await tokenActor(token);
        const wanted = due(route, actor, team.teamId);
        // A refused call leaves what it is about as it was, so the next is about the same.
        if (!input || wanted === "allowed")
          input = await REST_INPUTS[operationId]?.({ team, world, person: world.people[caller] });
        const reads = method === "GET" && wanted === "allowed";
        const before = reads ? null : await written();
        const answer = await rest.call(token, method, restPath(path, input ?? {}), {
          body: input?.body,
          file: input?.file,
        });
        const where = `${caller} ${kind} ${which}: ${answer.status} ${answer.text}`;
        expect(answer.status, where).toBeLessThan(500);
        if (wanted === "allowed") {
          expect([401, 403, 404, 400, 422], where).not.toContain(answer.status);
          if (answer.status < 300 && shape)
            expect(shape.safeParse(JSON.parse(answer.text)).error, where).toBeUndefined();
          if (before && answer.status < 300) {
            const left = await actsAfter(before.audited);
            const { acts: known, idle } = actsOf(operationId);
            expect(
              left.filter((action) => !known.includes(action)),
              where,
            ).toEqual([]);
            if (!idle) expect(left, where).not.toEqual([]);
          }
          continue;
        }
        expect(answer.status, where).toBe(wanted);
        const problem = Problem.parse(JSON.parse(answer.text));
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
        expect(answer.text).not.toContain(team.mark);
        expect(await written(), "a refused call leaves nothing behind").toEqual(before);
        // Whose fault it is: the token's where its maker could.
        if (wanted === 403 && actor)
          expect(problem.type).toBe(
            due(route, makerOf(actor), team.teamId) === "allowed"
              ? "/api/v1/docs#insufficient-scope"
              : "/api/v1/docs#forbidden",
          );
      }
    }
  });
});

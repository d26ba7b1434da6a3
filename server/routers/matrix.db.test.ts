import { type AnyTRPCProcedure, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { type Action, type Actor, can, type OrgAction, type TeamAction } from "#core/permissions";
import { loadActor } from "#server/identity/actor";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import type { Meta } from "#server/routers/trpc";
import { addCombined, COMBINED } from "../../e2e/fixtures/combined";
import { addDeputy } from "../../e2e/fixtures/deputy";
import { INPUTS } from "../../e2e/fixtures/procedure-inputs";
import { buildWorld, ROLES, type TeamWorld, type World } from "../../e2e/fixtures/world";
import type { Person } from "../../e2e/fixtures/world-people";

/**
 * Every procedure, called by every role about its own and a foreign team. What has to come of it is worked out from the
 * permission table and from what the procedure says of itself; nothing here knows a procedure by name.
 */
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
const CALLERS = [...ROLES, ...COMBINED, "deputy", "disabled", "not signed in"] as const;
const TEAMS = ["own", "foreign"] as const;
const ORG_SUBJECTS: readonly Meta["subject"][] = ["org", "self", "none"];

type Answer = "allowed" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND";

function expected({ permission, subject }: Meta, actor: Actor | null, teamId: string): Answer {
  if (permission === "anyone") return "allowed";
  if (!actor) return "UNAUTHORIZED";
  if (permission === "signed-in") return "allowed";
  if (subject === "org") return can(actor, orgAction(permission)) ? "allowed" : "NOT_FOUND";
  if (!can(actor, "team.read", { teamId })) return "NOT_FOUND";
  return can(actor, teamAction(permission), { teamId }) ? "allowed" : "FORBIDDEN";
}

// What a procedure names as its subject decides which kind its permission is of.
const orgAction = (action: Action) => action as OrgAction;
const teamAction = (action: Action) => action as TeamAction;

let world: World;
const people = new Map<string, Person>();
const actors = new Map<string, Actor | null>();

beforeAll(async () => {
  world = await buildWorld(db);
  const deputy = await addDeputy(db, world);
  const known = { ...world.people, ...(await addCombined(db, world)), deputy };
  for (const [caller, person] of Object.entries(known)) people.set(caller, person);
  for (const [caller, person] of people) actors.set(caller, await loadActor(person));
  expect(actors.get("deputy")?.memberships).toEqual(deputy.memberships);
});

let calls = 0;

/** Calls as the transport would, from an address of its own, so that no rate limit answers instead. */
async function answer(path: string, procedure: AnyTRPCProcedure, actor: Actor | null, input: unknown) {
  const type = procedure._def.type;
  const ctx = { actor, address: `call-${++calls}` };
  const signal = AbortSignal.timeout(60_000);
  try {
    const getRawInput = async () => input;
    const given: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput,
      ctx,
      type,
      signal,
      batchIndex: 0,
    });
    if (type === "subscription") await endOf(given);
    return { code: "allowed" as const, said: "" };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    // An input that does not parse would say nothing about rights: the table of inputs is then wrong.
    if (error.code === "INTERNAL_SERVER_ERROR" || error.cause instanceof ZodError) throw cause;
    const shape = getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx });
    return { code: error.code, said: JSON.stringify(shape) };
  }
}

async function endOf(stream: unknown): Promise<void> {
  if (typeof stream === "object" && stream && "return" in stream && typeof stream.return === "function")
    await stream.return();
}

/** What an act would leave behind. */
const written = async () => [await db.auditEntry.count(), await db.journalEntry.count(), await db.forecast.count()];

describe.each(procedures)("%s", (path, procedure) => {
  const meta = procedure._def.meta as Meta;
  const teams = ORG_SUBJECTS.includes(meta.subject) ? (["own"] as const) : TEAMS;

  it("names its permission and has an input here", () => {
    expect(meta).toMatchObject({ permission: expect.any(String), subject: expect.any(String) });
    expect(INPUTS, "add what it is called with to its topic in e2e/fixtures/procedure-inputs/").toHaveProperty([path]);
  });

  describe.each(teams)("%s team", (which) => {
    it.each(CALLERS)("called by: %s", async (caller) => {
      const team: TeamWorld = world[which];
      const actor = actors.get(caller) ?? null;
      const person = people.get(caller) ?? world.people.lead;
      const input = await INPUTS[path]?.({ team, world, person });
      const before = await written();
      const { code, said } = await answer(path, procedure, actor, input);
      const due = expected(meta, actor, team.teamId);
      if (due === "allowed") {
        expect(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND"], said).not.toContain(code);
      } else {
        expect(code, said).toBe(due);
        expect(said).not.toContain(team.mark);
        expect(await written(), "a refused call leaves nothing behind").toEqual(before);
      }
    });
  });
});

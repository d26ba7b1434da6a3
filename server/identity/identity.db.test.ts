import { beforeAll, expect, it } from "vitest";
import { changePassword, signOutEverywhere, updateAccount } from "#server/identity/account";
import { loadActor } from "#server/identity/actor";
import { disableUser, enableUser, setOrgRole } from "#server/identity/manage-user";
import { hashPassword } from "#server/identity/password";
import { spendTry, type TooMany } from "#server/identity/rate-limits";
import { signIn } from "#server/identity/sign-in";
import { db } from "#server/platform/db";
import { addMember, removeMember, setMemberRole } from "#server/teams/manage-members";
import { createTeam } from "#server/teams/manage-team";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { addPerson, memberIn, type Person } from "../../e2e/fixtures/world-people";

// Passwords are costly to hash, on purpose; some of these tests try a dozen at once.

const PASSWORD = "four words that differ";
let world: World;
let passwordHash: string;
const newPerson = (name: string, orgRole?: Person["orgRole"]) => addPerson(db, { name, orgRole, passwordHash });
const enter = (email: string, password: string, address = "198.51.100.1") =>
  signIn({ email, password }, { address, userAgent: null, former: null });

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  world = await buildWorld(db);
});

it("an address in any case and its password sign in; everything else gets the same no", async () => {
  const person = await newPerson("Somebody");
  expect(await enter(` ${person.email.toUpperCase()} `, PASSWORD)).toEqual({
    userId: person.userId,
    tokenVersion: 0,
    sessionId: expect.any(String),
  });
  expect(await enter(person.email, "wrong")).toBeNull();
  expect(await enter("nobody@desk.example", PASSWORD)).toBeNull();
  await db.user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } });
  expect(await enter(person.email, PASSWORD)).toBeNull();
});

it("guesses at one account are stopped, those sent at once too, and each stop is longer than the one before", async () => {
  const { email } = await newPerson("Guessed");
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => enter(email, `guess ${i}`)));
  expect(guesses.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
  await expect(enter(email, PASSWORD), "the right one waits as well").rejects.toMatchObject({ code: "TOO_MANY" });

  const waits: number[] = [];
  for (let strike = 0; strike < 3; strike++) {
    for (;;) {
      const refused = await spendTry("reset.account", "backoff").catch((error: TooMany) => error);
      if (refused) {
        waits.push(refused.seconds);
        break;
      }
    }
    // The wait is over: its row has expired.
    await db.rateLimit.updateMany({ where: { key: { startsWith: "reset.account:" } }, data: { expire: 1n } });
  }
  expect(waits).toEqual([60, 120, 240]);
});

it("one network address is stopped whatever accounts it tries", async () => {
  const tries = Array.from({ length: 61 }, () => spendTry("sign-in.address", "203.0.113.7"));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  await expect(enter("x@desk.example", "guess", "203.0.113.7")).rejects.toMatchObject({ code: "TOO_MANY" });
});

it("who signs in has their tries back", async () => {
  const { email } = await newPerson("Clumsy");
  for (let round = 0; round < 3; round++) {
    for (let wrong = 0; wrong < 4; wrong++) expect(await enter(email, "wrong", "192.0.2.9")).toBeNull();
    expect(await enter(email, PASSWORD, "192.0.2.9")).not.toBeNull();
  }
});

it("a session ends when its version is raised or its person disabled, and stays ended when they are enabled again", async () => {
  const person = await newPerson("Leaving");
  const { userId, tokenVersion, sessionId } = person;
  const claim = { userId, tokenVersion, sessionId };
  expect(await loadActor(claim)).not.toBeNull();
  await signOutEverywhere({ actor: person });
  expect(await loadActor(claim)).toBeNull();
  const second = { ...claim, tokenVersion: 1 };
  await disableUser({ actor: world.people.admin }, person);
  expect(await loadActor(second)).toBeNull();
  await enableUser({ actor: world.people.admin }, person);
  expect(await loadActor(second)).toBeNull();
  expect(await loadActor({ ...claim, tokenVersion: 2 })).not.toBeNull();
});

it("a changed password needs the present one and ends every session", async () => {
  const person = await newPerson("Careful");
  const ctx = { actor: person };
  await expect(changePassword(ctx, { current: "wrong", password: "a new long one" })).rejects.toMatchObject({
    code: "INVALID",
    field: "current",
  });
  await changePassword(ctx, { current: PASSWORD, password: "a new long one" });
  expect(await loadActor(person)).toBeNull();
  expect(await enter(person.email, "a new long one")).toMatchObject({ userId: person.userId, tokenVersion: 1 });
});

it("a new name is the person's in their teams too", async () => {
  const { people, own } = world;
  await updateAccount({ actor: people.observer }, { name: "Another Name", timeZone: null });
  const member = await db.member.findUniqueOrThrow({ where: { id: memberIn(people.observer, own.teamId) } });
  expect(member.name).toBe("Another Name");
});

it("the last administrator stays one, even when two administrators act on each other at once", async () => {
  const { people } = world;
  const second = await newPerson("Second admin", "ADMIN");
  const demote = (actor: Person, target: Person) => setOrgRole({ actor }, { userId: target.userId, orgRole: "MEMBER" });
  const both = await Promise.allSettled([demote(people.admin, second), demote(second, people.admin)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [last] = await db.user.findMany({ where: { orgRole: "ADMIN" }, select: { id: true } });
  expect(last).toBeDefined();
  const userId = last?.id ?? "";
  await expect(setOrgRole({ actor: people.admin }, { userId, orgRole: "LEADER" })).rejects.toThrow(
    "last administrator",
  );
  const someoneElse = { ...people.admin, userId: people.lead.userId };
  await expect(disableUser({ actor: someoneElse }, { userId })).rejects.toThrow("last administrator");
  expect(await db.user.count({ where: { orgRole: "ADMIN", disabledAt: null } })).toBe(1);
});

it("a leader forecasts in no team, whichever comes first", async () => {
  const { people, own } = world;
  const actor = people.admin;
  const toLeader = { userId: people.forecaster.userId, orgRole: "LEADER" } as const;
  await expect(setOrgRole({ actor }, toLeader)).rejects.toThrow("observer there first");
  const ctx = { actor, teamId: own.teamId };
  const asForecaster = { userId: people.leader.userId, role: "FORECASTER" } as const;
  await expect(addMember(ctx, asForecaster)).rejects.toMatchObject({ code: "INVALID", field: "role" });
  await addMember(ctx, { ...asForecaster, role: "OBSERVER" });
  const member = await db.member.findFirstOrThrow({ where: { userId: people.leader.userId }, select: { id: true } });
  await expect(setMemberRole(ctx, { memberId: member.id, role: "LEAD" })).rejects.toMatchObject({ code: "INVALID" });
});

it("a member of another team is not there to be changed or removed", async () => {
  const { people, own, foreign } = world;
  const ctx = { actor: people.lead, teamId: own.teamId };
  const memberId = memberIn(people.outsider, foreign.teamId);
  await expect(setMemberRole(ctx, { memberId, role: "OBSERVER" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(removeMember(ctx, { memberId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("who leaves a team loses its rights and keeps the record; who comes back is the same member", async () => {
  const { people, own } = world;
  const memberId = memberIn(people.proposer, own.teamId);
  const ctx = { actor: people.lead, teamId: own.teamId };
  await removeMember(ctx, { memberId });
  expect((await loadActor(people.proposer))?.memberships).toEqual([]);
  expect(await db.forecast.count({ where: { memberId } })).toBeGreaterThan(0);
  await addMember(ctx, { userId: people.proposer.userId, role: "OBSERVER" });
  expect((await loadActor(people.proposer))?.memberships).toEqual([{ memberId, teamId: own.teamId, role: "OBSERVER" }]);
});

it("a team's name is taken once", async () => {
  const actor = world.people.admin;
  await createTeam({ actor }, { name: "Desk of names", wordScale: "PHIA" });
  await expect(createTeam({ actor }, { name: "Desk of names", wordScale: "PHIA" })).rejects.toMatchObject({
    code: "CONFLICT",
    field: "name",
  });
});

import { beforeAll, expect, it, vi } from "vitest";
import { signOutEverywhere } from "#server/identity/account";
import { loadActor } from "#server/identity/actor";
import { disableUser } from "#server/identity/manage-user";
import { openSession } from "#server/identity/sessions/open-session";
import { revokeOtherSessions, revokeSession, signOut } from "#server/identity/sessions/revoke";
import { sessionsOf } from "#server/identity/sessions/session-queries";
import { db } from "#server/platform/db";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, type Person } from "../../../e2e/fixtures/world-people";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
let world: World;
beforeAll(async () => {
  world = await buildWorld(db);
});

const open = (person: Person, former: Parameters<typeof openSession>[1]["visit"]["former"] = null) =>
  db.$transaction((tx) =>
    openSession(tx, {
      user: { id: person.userId, tokenVersion: person.tokenVersion },
      way: "PASSWORD",
      visit: { address: "2001:db8:1:2:3:4:5:6", userAgent: FIREFOX, former },
    }),
  );
const idsOf = async (person: Person) => (await sessionsOf(person, person.userId)).map(({ id }) => id);

it("each sign-in is a session of its own, in words, and ends the one that its browser had", async () => {
  const person = await addPerson(db, { name: "Opening" });
  const first = await open(person);
  const second = await open(person, first);
  expect(second.sessionId).not.toBe(first.sessionId);
  expect(await loadActor(first)).toBeNull();
  expect(await loadActor(second)).toMatchObject({ userId: person.userId });
  const [row] = await sessionsOf(person, person.userId);
  expect(row).toMatchObject({ id: second.sessionId, browser: "Firefox on Linux", network: "2001:db8:1:2::/64" });
});

it("a session is worth nothing for another person, nor after its end", async () => {
  const [person, other] = [await addPerson(db, { name: "One" }), await addPerson(db, { name: "Other" })];
  const claim = await open(person);
  expect(await loadActor({ ...claim, userId: other.userId })).toBeNull();
  await db.session.update({ where: { id: claim.sessionId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await loadActor(claim)).toBeNull();
  expect(await idsOf(person)).not.toContain(claim.sessionId);
});

it("one is ended, or all but this one, and of others only one's own", async () => {
  const person = await addPerson(db, { name: "Ending" });
  const [a, b, c] = [await open(person), await open(person), await open(person)];
  const stranger = await addPerson(db, { name: "Stranger" });
  await expect(revokeSession({ actor: stranger }, { sessionId: a.sessionId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await revokeSession({ actor: person }, { sessionId: a.sessionId });
  expect([await loadActor(a), await loadActor(b)]).toEqual([null, expect.anything()]);
  await revokeOtherSessions({ actor: person, sessionId: c.sessionId });
  expect(await loadActor(b)).toBeNull();
  expect(await idsOf(person)).toEqual([c.sessionId]);
  await signOut(c);
  expect(await idsOf(person)).toEqual([]);
  const acts = await db.auditEntry.findMany({ where: { actorId: person.userId }, select: { action: true } });
  expect(acts.map(({ action }) => action).toSorted()).toEqual([
    "session.revoke",
    "session.revoke",
    "session.sign_in",
    "session.sign_in",
    "session.sign_in",
    "session.sign_out",
  ]);
});

it("who manages users sees and ends a person's; nobody else finds them", async () => {
  const { admin, lead } = world.people;
  const person = await addPerson(db, { name: "Watched" });
  const claim = await open(person);
  expect((await sessionsOf(admin, person.userId)).map(({ id }) => id)).toContain(claim.sessionId);
  await expect(sessionsOf(lead, person.userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await revokeSession({ actor: admin }, { userId: person.userId, sessionId: claim.sessionId });
  expect(await loadActor(claim)).toBeNull();
});

it("what was ended with all others is no longer listed", async () => {
  const person = await addPerson(db, { name: "Everywhere" });
  await signOutEverywhere({ actor: person });
  expect(await idsOf(person)).toEqual([]);
  const gone = await addPerson(db, { name: "Gone" });
  await disableUser({ actor: world.people.admin }, gone);
  expect(await sessionsOf(world.people.admin, gone.userId)).toEqual([]);
});

it("when a session was last seen is written once a minute, and never past its longest", async () => {
  const person = await addPerson(db, { name: "Seen" });
  const claim = await open(person);
  const where = { id: claim.sessionId };
  await loadActor(claim);
  const fresh = await db.session.findUniqueOrThrow({ where });
  const earlier = new Date(Date.now() - 5 * 60_000);
  await db.session.update({ where, data: { lastSeenAt: earlier } });
  await Promise.all(Array.from({ length: 20 }, () => loadActor(claim)));
  const seen = await vi.waitFor(async () => {
    const row = await db.session.findUniqueOrThrow({ where });
    expect(row.lastSeenAt.getTime()).toBeGreaterThan(earlier.getTime());
    return row;
  });
  expect(seen.expiresAt.getTime()).toBeGreaterThanOrEqual(fresh.expiresAt.getTime());
  await loadActor(claim);
  expect((await db.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(seen.lastSeenAt);

  const createdAt = new Date(Date.now() - 29.9 * 86_400_000);
  await db.session.update({ where, data: { createdAt, lastSeenAt: earlier } });
  await loadActor(claim);
  await vi.waitFor(async () => {
    const { expiresAt } = await db.session.findUniqueOrThrow({ where });
    expect(expiresAt.getTime()).toBe(createdAt.getTime() + 30 * 86_400_000);
  });
});

import { expect, it } from "vitest";
import { rightsOf } from "#server/identity/actor";
import { acceptInvitation, joinByInvitation } from "#server/identity/links/accept-invitation";
import { invite, inviteToTeam, revokeInvitation } from "#server/identity/links/invite";
import { viewLink } from "#server/identity/links/link-queries";
import { makeResetLink, resetPassword } from "#server/identity/links/password-reset";
import { firstAdminLink, setUp } from "#server/identity/links/set-up";
import { signIn } from "#server/identity/sign-in";
import { db } from "#server/platform/db";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson } from "../../../e2e/fixtures/world-people";

// Passwords are costly to hash, on purpose; some of these tests try a dozen at once.

const tokenIn = (link: string | null) => link?.slice(link.lastIndexOf("/") + 1) ?? "";
const account = (email: string) => ({ name: "New person", email, password: "four words that differ" });
const settled = (results: PromiseSettledResult<unknown>[]) => ({
  done: results.filter(({ status }) => status === "fulfilled").length,
  refused: results.flatMap((result) => (result.status === "rejected" ? [result.reason.message] : [])),
});
let world: World;

it("ten people with the set-up link make one administrator, and then there is no such link", async () => {
  const token = tokenIn(await firstAdminLink());
  const other = tokenIn(await firstAdminLink());
  const tries = Array.from({ length: 10 }, (_, i) =>
    setUp({ token: i % 2 ? token : other, ...account(`first${i}@desk.example`) }),
  );
  const { done, refused } = settled(await Promise.allSettled(tries));
  expect([done, refused.length]).toEqual([1, 9]);
  expect(await db.user.count()).toBe(1);
  expect(await firstAdminLink()).toBeNull();
  const admin = await db.user.findFirstOrThrow({ select: { id: true, orgRole: true, email: true } });
  expect(admin.orgRole).toBe("ADMIN");
  const given = { email: admin.email, password: "four words that differ" };
  expect(await signIn(given, { address: "a", userAgent: null, former: null })).not.toBeNull();
  expect(await db.auditEntry.count({ where: { action: "user.set_up", actorId: admin.id } })).toBe(1);
});

it("of ten who accept one invitation at once, one gets in, with the role it names", async () => {
  world = await buildWorld(db);
  const { link } = await inviteToTeam(
    { actor: world.people.lead, teamId: world.own.teamId },
    { role: "FORECASTER", days: 7 },
  );
  const before = await db.user.count();
  const tries = Array.from({ length: 10 }, (_, i) =>
    acceptInvitation({ token: tokenIn(link), ...account(`invited${i}@desk.example`) }),
  );
  const { done, refused } = settled(await Promise.allSettled(tries));
  expect(done).toBe(1);
  expect(new Set(refused)).toEqual(new Set(["This link has been used. It works once."]));
  expect(await db.user.count()).toBe(before + 1);
  const member = await db.member.findFirstOrThrow({
    where: { teamId: world.own.teamId, user: { email: { startsWith: "invited" } } },
    select: { role: true, user: { select: { orgRole: true } } },
  });
  expect(member).toEqual({ role: "FORECASTER", user: { orgRole: "MEMBER" } });
});

it("looking at a link takes nothing, and a link that does not open says why", async () => {
  const { people, own } = world;
  const make = async () =>
    tokenIn((await inviteToTeam({ actor: people.lead, teamId: own.teamId }, { role: "OBSERVER", days: 1 })).link);
  const token = await make();
  expect(await viewLink("INVITATION", token)).toMatchObject({ open: true, teamRole: "OBSERVER", inviter: "Lead" });
  expect(await viewLink("INVITATION", token)).toMatchObject({ open: true });
  expect(await viewLink("PASSWORD_RESET", token)).toMatchObject({ open: false, state: "unknown" });

  const newest = { where: { kind: "INVITATION" }, orderBy: { createdAt: "desc" } } as const;
  const { id } = await db.accessLink.findFirstOrThrow(newest);
  await revokeInvitation({ actor: people.lead }, { id, teamId: own.teamId });
  expect(await viewLink("INVITATION", token)).toMatchObject({ open: false, state: "revoked" });
  await expect(acceptInvitation({ token, ...account("late@desk.example") })).rejects.toMatchObject({
    code: "CONFLICT",
  });

  const late = await make();
  const made = await db.accessLink.findFirstOrThrow(newest);
  await db.accessLink.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await expect(acceptInvitation({ token: late, ...account("late@desk.example") })).rejects.toThrow("expired");
});

it("an invitation of another team cannot be withdrawn by a lead", async () => {
  const { people, own, foreign } = world;
  await inviteToTeam({ actor: people.outsider, teamId: foreign.teamId }, { role: "OBSERVER", days: 1 });
  const { id } = await db.accessLink.findFirstOrThrow({ where: { teamId: foreign.teamId } });
  await expect(revokeInvitation({ actor: people.lead }, { id, teamId: own.teamId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("an address with an account is not taken over: it signs in and joins", async () => {
  const { people, own } = world;
  const visitor = await addPerson(db, { name: "Visitor" });
  const { link } = await invite(people.admin, {
    orgRole: "MEMBER",
    teamId: own.teamId,
    role: "OBSERVER",
    days: 1,
    email: visitor.email,
  });
  const token = tokenIn(link);
  await expect(acceptInvitation({ token, ...account(visitor.email) })).rejects.toMatchObject({
    code: "CONFLICT",
    field: "email",
  });
  await expect(joinByInvitation(people.outsider, token)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await joinByInvitation(visitor, token); // what failed before did not use it up
  expect((await rightsOf(db, visitor.userId))?.memberships).toMatchObject([{ teamId: own.teamId, role: "OBSERVER" }]);
});

it("a leader is let into a team as an observer only", async () => {
  const { people, own } = world;
  const asLead = { orgRole: "LEADER", teamId: own.teamId, role: "LEAD", days: 1 } as const;
  await expect(invite(people.admin, asLead)).rejects.toMatchObject({ code: "INVALID", field: "role" });
  const { link } = await invite(people.admin, { ...asLead, orgRole: "MEMBER" });
  await expect(joinByInvitation(people.leader, tokenIn(link))).rejects.toMatchObject({ code: "INVALID" });
});

it("an invitation lends its maker's right, and loses it with them", async () => {
  const { own } = world;
  const lead = await addPerson(db, { name: "Passing lead", memberships: [{ teamId: own.teamId, role: "LEAD" }] });
  const { link } = await inviteToTeam({ actor: lead, teamId: own.teamId }, { role: "LEAD", days: 1 });
  await db.member.updateMany({ where: { userId: lead.userId }, data: { role: "OBSERVER" } });
  await expect(acceptInvitation({ token: tokenIn(link), ...account("heir@desk.example") })).rejects.toThrow(
    "no longer",
  );
});

it("a reset link sets the password once, ends every session, and ends earlier links", async () => {
  const { people } = world;
  const person = await addPerson(db, { name: "Forgetful" });
  const actor = people.admin;
  const earlier = tokenIn((await makeResetLink({ actor }, person)).link);
  const token = tokenIn((await makeResetLink({ actor }, person)).link);
  await expect(resetPassword({ token: earlier, password: "another long one" })).rejects.toThrow("withdrawn");
  const tries = Array.from({ length: 10 }, (_, i) => resetPassword({ token, password: `the new password ${i}` }));
  expect(settled(await Promise.allSettled(tries)).done).toBe(1);
  const { tokenVersion } = await db.user.findUniqueOrThrow({ where: { id: person.userId } });
  expect(tokenVersion).toBe(person.tokenVersion + 1);
});

it("neither the links nor the log keep a token", async () => {
  const { people, own } = world;
  const { link } = await inviteToTeam({ actor: people.lead, teamId: own.teamId }, { role: "OBSERVER", days: 1 });
  const [links, log] = [await db.accessLink.findMany(), await db.auditEntry.findMany()];
  expect(JSON.stringify([links, log])).not.toContain(tokenIn(link));
});

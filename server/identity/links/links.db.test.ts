import { expect, it } from "vitest";
import { changePassword, signOutEverywhere } from "#server/identity/account";
import { rightsOf } from "#server/identity/actor";
import { acceptInvitation, joinByInvitation } from "#server/identity/links/accept-invitation";
import { invite, inviteToTeam, revokeInvitation } from "#server/identity/links/invite";
import { viewLink } from "#server/identity/links/link-queries";
import { makeResetLink, resetPassword } from "#server/identity/links/password-reset";
import { firstAdminLink, setUp } from "#server/identity/links/set-up";
import { makeSignInLink } from "#server/identity/links/sign-in-link";
import { disableUser, endSessionsOf } from "#server/identity/manage-user";
import { hashPassword } from "#server/identity/password";
import { signIn } from "#server/identity/sign-in";
import { db } from "#server/platform/db";
import { endDeputyship, nameDeputy } from "#server/teams/deputies";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, memberIn } from "../../../e2e/fixtures/world-people";

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

it("a lead's invitation for a lead is worth nothing once they only stand in for one", async () => {
  const { own, people } = world;
  const { teamId } = own;
  const lead = await addPerson(db, { name: "Lead who lends", memberships: [{ teamId, role: "LEAD" }] });
  const invited = async (role: "LEAD" | "OBSERVER") =>
    tokenIn((await inviteToTeam({ actor: lead, teamId }, { role, days: 1 })).link);
  const [toLead, toObserve] = [await invited("LEAD"), await invited("OBSERVER")];
  await db.member.update({ where: { id: memberIn(lead, teamId) }, data: { role: "FORECASTER" } });
  const until = new Date(Date.now() + 86_400_000);
  const standIn = { leadId: memberIn(people.lead, teamId), deputyId: memberIn(lead, teamId), from: null, until };
  const { deputyshipId } = await nameDeputy({ actor: people.lead, teamId }, standIn);
  await expect(acceptInvitation({ token: toLead, ...account("made.lead@desk.example") })).rejects.toThrow("no longer");
  await acceptInvitation({ token: toObserve, ...account("made.observer@desk.example") });
  await endDeputyship({ actor: people.lead, teamId }, { deputyshipId });
});

it("a reset link that an administrator made lends their right, and loses it with them", async () => {
  const passing = await addPerson(db, { name: "Passing administrator", orgRole: "ADMIN" });
  const token = tokenIn((await makeResetLink({ actor: passing }, world.people.admin)).link);
  await db.user.update({ where: { id: passing.userId }, data: { orgRole: "MEMBER" } });
  await expect(resetPassword({ token, password: "a way back into power" })).rejects.toThrow("no longer");
});

it("whatever ends every session of a person closes the links that would open another", async () => {
  const { admin } = world.people;
  const person = await addPerson(db, {
    name: "Shared laptop",
    passwordHash: await hashPassword("the present password"),
  });
  const { userId } = person;
  const ways: Record<string, () => Promise<unknown>> = {
    "sign out everywhere": () => signOutEverywhere({ actor: person }),
    "an administrator ends them": () => endSessionsOf({ actor: admin }, { userId }),
    "a new password": () =>
      changePassword({ actor: person }, { current: "the present password", password: "the password after it" }),
    "a reset": async () =>
      resetPassword({ token: tokenIn((await makeResetLink({ actor: admin }, person)).link), password: "reset it was" }),
    "a disabled account": () => disableUser({ actor: admin }, { userId }),
  };
  for (const [way, end] of Object.entries(ways)) {
    const signIn = await db.$transaction((tx) => makeSignInLink(tx, userId));
    const reset = way === "a reset" ? null : tokenIn((await makeResetLink({ actor: admin }, person)).link);
    await end();
    expect(await viewLink("SIGN_IN", signIn), way).toMatchObject({ state: "revoked" });
    if (reset) expect(await viewLink("PASSWORD_RESET", reset), way).toMatchObject({ state: "revoked" });
  }
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

import { expect, it } from "vitest";
import type { GroupRoles } from "#core/group-roles";
import { loadActor } from "#server/identity/actor";
import { disableUser } from "#server/identity/manage-user";
import type { IssuerPerson } from "#server/identity/oidc/claims";
import { enterByIssuer, linkIssuer } from "#server/identity/oidc/enter-by-issuer";
import { ownIdentities, unlinkIssuer } from "#server/identity/oidc/identities";
import { db } from "#server/platform/db";
import type { Env } from "#server/platform/env";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson } from "../../../e2e/fixtures/world-people";

type Oidc = NonNullable<Env["oidc"]>;

const VISIT = { address: "198.51.100.30", userAgent: null, former: null };
let world: World;
let mapping: GroupRoles = {};

const at = (more: Partial<Oidc> = {}): Oidc => ({
  issuer: "https://id.example",
  clientId: "bellwether",
  clientSecret: "secret",
  scope: "openid",
  groupsClaim: "groups",
  groups: mapping,
  jit: "mapped",
  sessionHours: 12,
  tokenDays: 30,
  ...more,
});
const somebody = (
  subject: string,
  groups: string[] = [],
  email: string | null = `${subject}@id.example`,
): IssuerPerson => ({
  issuer: "https://id.example",
  subject,
  email,
  name: `Person ${subject}`,
  groups,
  sid: null,
});
const enter = (person: IssuerPerson, more?: Partial<Oidc>) => enterByIssuer(person, at(more), VISIT);

/** What a person is, by the claim of their session. */
async function roles(answer: Awaited<ReturnType<typeof enter>>): Promise<string[]> {
  if (typeof answer === "string") return [answer];
  const actor = await loadActor(answer);
  return [actor?.orgRole ?? "nobody", ...(actor?.memberships.map(({ role }) => role) ?? [])];
}

it("before there is an administrator, only one may be the first", async () => {
  mapping = { admins: { org: "ADMIN" } };
  expect(await enter(somebody("early", ["others"]), { jit: "everyone" })).toBe("sso-nobody-yet");
  expect(await roles(await enter(somebody("first", ["admins"])))).toEqual(["ADMIN"]);
});

it("the last administrator stays one when their groups no longer say so, and the log says so", async () => {
  const first = await db.externalIdentity.findFirstOrThrow({ where: { subject: "first" }, select: { userId: true } });
  expect(await roles(await enter(somebody("first")))).toEqual(["ADMIN"]);
  expect(await db.auditEntry.count({ where: { action: "user.keep_role", subjectId: first.userId } })).toBe(1);
  world = await buildWorld(db); // with another administrator
  expect(await roles(await enter(somebody("first")))).toEqual(["MEMBER"]);
});

it("who leads the organisation observes in the mapped teams, and no longer once they do not", async () => {
  const { name } = await db.team.findUniqueOrThrow({ where: { id: world.own.teamId }, select: { name: true } });
  mapping = {
    board: { org: "LEADER" },
    desk: { team: name, role: "FORECASTER" },
    ghost: { team: "No such team", role: "LEAD" },
  };
  expect(await roles(await enter(somebody("kim", ["desk", "ghost"])))).toEqual(["MEMBER", "FORECASTER"]);
  expect(await roles(await enter(somebody("kim", ["desk", "board"])))).toEqual(["LEADER", "OBSERVER"]);
  expect(await roles(await enter(somebody("kim", ["desk"])))).toEqual(["MEMBER", "FORECASTER"]);
  expect(await roles(await enter(somebody("kim")))).toEqual(["MEMBER"]);
});

it("a team that no group names is left alone, and keeps who forecasts in it from leading", async () => {
  const session = await enter(somebody("lee", ["desk"]));
  const userId = typeof session === "string" ? "" : session.userId;
  await db.member.create({ data: { teamId: world.foreign.teamId, userId, name: "Lee", role: "FORECASTER" } });
  expect((await roles(await enter(somebody("lee", ["board"])))).toSorted()).toEqual(["FORECASTER", "MEMBER"]);
  expect(await db.auditEntry.count({ where: { action: "user.keep_role", subjectId: userId } })).toBe(1);
});

it("without a mapping roles are this application's own", async () => {
  const admin = await addPerson(db, { name: "Own admin", orgRole: "ADMIN" });
  await linkIssuer(somebody("own"), admin, VISIT);
  expect(await roles(await enter(somebody("own"), { groups: null }))).toEqual(["ADMIN"]);
});

it("accounts are made as the configuration says", async () => {
  expect(await enter(somebody("a", ["unmapped"]))).toBe("sso-not-invited");
  expect(await enter(somebody("b", ["desk"]), { jit: "off" })).toBe("sso-not-invited");
  expect(await enter(somebody("c", ["desk"], null))).toBe("sso-no-address");
  expect(await roles(await enter(somebody("d"), { jit: "everyone", groups: null }))).toEqual(["MEMBER"]);
});

it("of two first sign-ins at once one makes the account, and nobody gets a second", async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => enter(somebody("twice", ["desk"]))));
  expect(answers.filter((answer) => typeof answer !== "string").length).toBeGreaterThan(0);
  expect(await db.externalIdentity.count({ where: { subject: "twice" } })).toBe(1);
  expect(await db.user.count({ where: { email: "twice@id.example" } })).toBe(1);
});

it("a disabled account is not opened, and an address alone opens none", async () => {
  const person = await addPerson(db, { name: "Linked" });
  await linkIssuer(somebody("linked"), person, VISIT);
  expect(await enter(somebody("stranger", ["desk"], person.email))).toBe("sso-known-address");
  await disableUser({ actor: world.people.admin }, person);
  expect(await enter(somebody("linked"))).toBe("sso-disabled");
});

it("what is linked belongs to one account, is linked by a session that holds, and can be the only way in", async () => {
  const [one, other] = [await addPerson(db, { name: "One" }), await addPerson(db, { name: "Other" })];
  expect(await linkIssuer(somebody("shared"), one, VISIT)).toMatchObject({ userId: one.userId });
  expect(await linkIssuer(somebody("shared"), other, VISIT)).toBe("sso-taken");
  expect(await linkIssuer(somebody("late"), { ...one, tokenVersion: 7 }, VISIT)).toBe("sso-link-over");
  expect(await linkIssuer(somebody("nobody"), null, VISIT)).toBe("sso-link-over");
  const [identity] = await ownIdentities(one);
  const unlink = { identityId: identity?.id ?? "" };
  await expect(unlinkIssuer({ actor: other }, unlink)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(unlinkIssuer({ actor: one }, unlink)).rejects.toMatchObject({ code: "CONFLICT" });
  await db.user.update({ where: { id: one.userId }, data: { passwordHash: "set" }, select: { id: true } });
  await unlinkIssuer({ actor: one }, unlink);
  expect(await ownIdentities(one)).toEqual([]);
});

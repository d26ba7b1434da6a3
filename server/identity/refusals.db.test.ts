import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, it } from "vitest";
import { auditFilter } from "#server/audit/audit-filter";
import { auditLog } from "#server/audit/audit-queries";
import { actorOf } from "#server/identity/actor";
import {
  byToken,
  enter,
  letter,
  OIDC,
  PASSWORD,
  settleEnvironment,
  somebody,
  told,
  visit,
  WRONG,
} from "#server/identity/at-the-door.fixture";
import { setAdminsUseCodes } from "#server/identity/codes/policy";
import { beginCodes, confirmCodes } from "#server/identity/codes/set-up-codes";
import { signInByLink } from "#server/identity/links/sign-in-link";
import { noteRefusal } from "#server/identity/note-refusal";
import { enterByIssuer } from "#server/identity/oidc/enter-by-issuer";
import { REFUSALS, token } from "#server/identity/refusal-cases.fixture";
import { signOut } from "#server/identity/sessions/revoke";
import { askToken } from "#server/identity/tokens/token-actor";
import { db } from "#server/platform/db";
import { newApiToken } from "../../e2e/fixtures/new-token";
import { buildWorld, type World } from "../../e2e/fixtures/world";

/** Every way of not being let in, and the line of the audit log that it leaves: door, reason, whose account, from where; nothing typed. */
let world: World;
beforeAll(async () => {
  settleEnvironment();
  world = await buildWorld(db);
});

it.each(REFUSALS)("%s leaves its line", async (_, act, line) => {
  const at = visit();
  const person = await act(at);
  const entries = await db.auditEntry.findMany({
    where: { network: at.address, action: { not: "session.sign_in" } },
    select: { action: true, detail: true, actorId: true, subjectId: true },
  });
  expect(entries).toEqual([{ ...line, actorId: null, subjectId: person?.userId ?? null }]);
});

it("too many tries leave one line a wait, with whose account and from where", async () => {
  const person = await somebody();
  const at = visit();
  for (let n = 0; n < 9; n++) await enter(person, at, WRONG);
  const entries = await db.auditEntry.findMany({
    where: { network: at.address },
    select: { action: true, subjectId: true, detail: true },
  });
  expect(entries.filter(({ action }) => action === "session.lock")).toEqual([
    { action: "session.lock", subjectId: person.userId, detail: { limit: "sign-in.account", seconds: 60 } },
  ]);
  expect(entries).toHaveLength(7);
});

it("a flood of tokens leaves one line for each in a quarter of an hour, and one for all that are unknown", async () => {
  const person = await somebody();
  const at = visit();
  const { token: past } = await newApiToken(db, person.userId, { days: -1 });
  for (let n = 0; n < 20; n++) {
    await byToken(past, at);
    await byToken(`bw_${n}`, at);
  }
  expect(await db.auditEntry.count({ where: { network: at.address } })).toBe(2);
});

it("who came in leaves a line by which way and from where", async () => {
  const person = await somebody();
  const [first, second] = [visit(), visit()];
  await enter(person, first);
  await signInByLink({ token: await letter(person) }, second);
  const entries = await db.auditEntry.findMany({
    where: { actorId: person.userId, action: "session.sign_in" },
    orderBy: { id: "asc" },
    select: { network: true, detail: true },
  });
  expect(entries).toEqual([
    { network: first.address, detail: { way: "PASSWORD" } },
    { network: second.address, detail: { way: "LINK" } },
  ]);
});

it("so does who came by an issuer, and who went out again", async () => {
  const at = visit();
  const claim = await enterByIssuer(told("in", "in@id.example"), OIDC, at);
  if (typeof claim === "string") throw new Error(claim);
  await signOut(claim);
  const entries = await db.auditEntry.findMany({
    where: { actorId: claim.userId },
    orderBy: { id: "asc" },
    select: { action: true, network: true, detail: true },
  });
  expect(entries.slice(-2)).toEqual([
    { action: "session.sign_in", network: at.address, detail: { way: "SINGLE_SIGN_ON" } },
    { action: "session.sign_out", network: null, detail: {} },
  ]);
});

it("a token of somebody whose groups the issuer has not confirmed for long waits for their next sign-in by it", async () => {
  const claim = await enterByIssuer(told("absent", "absent@id.example"), OIDC, visit());
  if (typeof claim === "string") throw new Error(claim);
  const { token: old } = await newApiToken(db, claim.userId);
  const confirmed = (days: number) =>
    db.externalIdentity.updateMany({
      where: { subject: "absent" },
      data: { lastUsedAt: new Date(Date.now() - days * 86_400_000) },
    });
  await confirmed(29);
  expect(await askToken(old)).toMatchObject({ actor: { userId: claim.userId } });
  await confirmed(31);
  expect(await askToken(old)).toMatchObject({ refused: { because: "not confirmed by the issuer" } });
  await enterByIssuer(told("absent", "absent@id.example"), OIDC, visit());
  expect(await askToken(old)).toMatchObject({ actor: { userId: claim.userId } });
  const without = await newApiToken(db, (await somebody()).userId);
  expect(await askToken(without.token), "whom no issuer knows needs no word of one").toMatchObject({ actor: {} });
});

it("the screen's filter finds all of them and nothing else, and none holds what was typed", async () => {
  const admin = await actorOf(world.people.admin.userId);
  if (!admin) throw new Error("no admin");
  const { rows, total } = await auditLog(admin, { teamId: null }, auditFilter.parse({ outcome: "refused" }));
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set(["session.refuse", "session.lock", "link.refuse", "token.refuse"]),
  );
  expect(total).toBe(
    await db.auditEntry.count({
      where: { OR: [{ action: { endsWith: ".refuse" } }, { action: { endsWith: ".lock" } }] },
    }),
  );
  expect(rows.filter(({ about }) => about === "At the door").length).toBeGreaterThan(10);
  const everything = JSON.stringify(await db.auditEntry.findMany());
  for (const typed of [WRONG, PASSWORD, "@", "000000", "AAAA-BBBB", "bw_"]) expect(everything).not.toContain(typed);
});

it("an entry forgets from where somebody came when they are erased, and changes in nothing else", async () => {
  const { erasePerson } = await import("#server/identity/erasure/erase-person");
  const person = await somebody({ name: "To be erased" });
  const at = visit();
  await enter(person, at, WRONG);
  await noteRefusal({ door: "password", because: "wrong password", userId: person.userId, address: at.address });
  const kept = { userId: person.userId, name: "To be erased", reason: "They asked for it." };
  await erasePerson({ actor: world.people.admin }, kept);
  const entries = await db.auditEntry.findMany({ where: { subjectId: person.userId, action: "session.refuse" } });
  expect(entries.map(({ network }) => network)).toEqual([null, null]);
  const other = await db.auditEntry.findFirstOrThrow({ where: { network: { not: null } }, select: { id: true } });
  await expect(db.auditEntry.update({ where: other, data: { network: null }, select: { id: true } })).rejects.toThrow();
});

it("an administrator who owes codes acts by no token, and by one again once codes are set up", async () => {
  const admin = await somebody({ orgRole: "ADMIN" });
  const { token: old } = await newApiToken(db, admin.userId);
  const trusted = await newApiToken(db, admin.userId);
  await db.apiToken.update({ where: { id: trusted.id }, data: { way: "SINGLE_SIGN_ON" }, select: { id: true } });
  await setAdminsUseCodes({ actor: world.people.admin }, { on: true });
  const at = visit();
  await byToken(old, at);
  expect(
    await db.auditEntry.findMany({ where: { network: at.address }, select: { action: true, detail: true } }),
  ).toEqual([token("one-time codes owed")]);
  expect(await askToken(trusted.token), "made in a session of the issuer's").toMatchObject({
    actor: { orgRole: "ADMIN" },
  });
  const { words } = await beginCodes({ actor: admin });
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  await confirmCodes({ actor: admin }, { code: totp.generate() });
  expect(await askToken(old)).toMatchObject({ actor: { orgRole: "ADMIN" } });
  await setAdminsUseCodes({ actor: world.people.admin }, { on: false });
});

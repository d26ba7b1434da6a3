import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, it } from "vitest";
import { auditFilter } from "#server/audit/audit-filter";
import { auditLog } from "#server/audit/audit-queries";
import { changePassword } from "#server/identity/account";
import { actorOf } from "#server/identity/actor";
import { setAdminsUseCodes } from "#server/identity/codes/policy";
import { beginCodes, confirmCodes } from "#server/identity/codes/set-up-codes";
import { makeSignInLink, signInByLink } from "#server/identity/links/sign-in-link";
import { noteRefusal } from "#server/identity/note-refusal";
import { enterByIssuer } from "#server/identity/oidc/enter-by-issuer";
import { hashPassword } from "#server/identity/password";
import { signOut } from "#server/identity/sessions/revoke";
import { signIn } from "#server/identity/sign-in";
import { noteRefusedToken } from "#server/identity/tokens/note-refused-token";
import { askToken } from "#server/identity/tokens/token-actor";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { E2E_SECRET } from "../../e2e/fixtures/accounts";
import { newApiToken } from "../../e2e/fixtures/new-token";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { addPerson, type Person } from "../../e2e/fixtures/world-people";

/** Every way of not being let in, and the line of the audit log that it leaves: door, reason, whose account, from where; nothing typed. */
const PASSWORD = "four words that differ";
const WRONG = "not-the-password";
let passwordHash: string;
let world: World;
let networks = 0;

beforeAll(async () => {
  // Before anything here reads the environment.
  process.env.AUTH_SECRET = E2E_SECRET;
  process.env.OIDC_ISSUER = OIDC.issuer;
  process.env.OIDC_CLIENT_ID = OIDC.clientId;
  process.env.OIDC_CLIENT_SECRET = OIDC.clientSecret;
  process.env.OIDC_GROUPS = JSON.stringify(OIDC.groups);
  passwordHash = await hashPassword(PASSWORD);
  world = await buildWorld(db);
});

/** A visit from a network of its own, so that what it left is found by that. */
const visit = () => ({ address: `203.0.113.${++networks}`, userAgent: null, former: null });
type Visit = ReturnType<typeof visit>;
const somebody = (more: { orgRole?: Person["orgRole"] } = {}) =>
  addPerson(db, { name: "At the door", passwordHash, ...more });
const caught = (error: unknown) => error;

async function withCodes() {
  const person = await somebody();
  const { words } = await beginCodes({ actor: person });
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  const code = totp.generate(); // of this step: it is still one of ours when the next has begun
  const { codes } = await confirmCodes({ actor: person }, { code });
  return { person, used: code, recovery: codes[0] ?? "" };
}

const letter = (person: Person) => db.$transaction((tx) => makeSignInLink(tx, person.userId));
const enter = ({ email }: Person, at: Visit, password = PASSWORD, code?: string) =>
  signIn({ email, password, code }, at).catch(caught);

async function byToken(token: string, { address }: Visit): Promise<void> {
  const answer = await askToken(token);
  if ("actor" in answer) throw new Error("this token leads in");
  await noteRefusedToken(answer.refused, address);
}

const OIDC = {
  issuer: "https://id.example",
  clientId: "bellwether",
  clientSecret: "secret",
  scope: "openid",
  groupsClaim: "groups",
  groups: { desk: { org: "MEMBER" } },
  jit: "mapped",
  sessionHours: 12,
  tokenDays: 30,
} as const;
const told = (subject: string, email: string | null, groups: string[] = ["desk"]) => ({
  issuer: OIDC.issuer,
  subject,
  email,
  name: "Somebody",
  groups,
  sid: null,
});

/** What is done from a network; whose account the entry then names, or null. */
type Case = [what: string, act: (at: Visit) => Promise<Person | null>, line: { action: string; detail: object }];
const refused = (door: string, because: string) => ({ action: "session.refuse", detail: { door, because } });

const CASES: Case[] = [
  [
    "a wrong password",
    async (at) => of(await somebody(), (one) => enter(one, at, WRONG)),
    refused("password", "wrong password"),
  ],
  [
    "an unknown account",
    async (at) => of(null, () => signIn({ email: "nobody@x.example", password: PASSWORD }, at)),
    refused("password", "unknown account"),
  ],
  [
    "no password",
    async (at) => of(null, () => signIn({ email: "a@x.example", password: "" }, at)),
    refused("password", "nothing that can be a password"),
  ],
  [
    "a disabled account",
    async (at) => of(await somebody(), async (one) => disable(one).then(() => enter(one, at))),
    refused("password", "disabled account"),
  ],
  [
    "no code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at)),
    refused("one-time code", "no code"),
  ],
  [
    "a wrong code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at, PASSWORD, "000000")),
    refused("one-time code", "wrong code"),
  ],
  [
    "a used code",
    async (at) => {
      const { person, used } = await withCodes();
      return of(person, () => enter(person, at, PASSWORD, used));
    },
    refused("one-time code", "used code"),
  ],
  [
    "a wrong recovery code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at, PASSWORD, "AAAA-BBBB-CCCC-DDDD")),
    refused("one-time code", "wrong recovery code"),
  ],
  [
    "a used recovery code",
    async (at) => {
      const { person, recovery } = await withCodes();
      await enter(person, visit(), PASSWORD, recovery);
      return of(person, () => enter(person, at, PASSWORD, recovery));
    },
    refused("one-time code", "used recovery code"),
  ],
  [
    "an unknown link",
    async (at) => of(null, () => signInByLink({ token: "x".repeat(43) }, at).catch(caught)),
    refused("e-mail link", "unknown link"),
  ],
  [
    "an expired link",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await db.accessLink.updateMany({ where: { userId: one.userId }, data: { expiresAt: new Date(0) } });
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "expired link"),
  ],
  [
    "a used link",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await signInByLink({ token }, visit());
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "used link"),
  ],
  [
    "a link to a disabled account",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await disable(one);
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "disabled account"),
  ],
  [
    "an issuer's person in no group",
    async (at) => of(null, () => enterByIssuer(told("a", "a@id.example", []), OIDC, at)),
    refused("single sign-on", "in no group that may"),
  ],
  [
    "one without an address",
    async (at) => of(null, () => enterByIssuer(told("b", null), OIDC, at)),
    refused("single sign-on", "no confirmed e-mail address"),
  ],
  [
    "one with somebody's address",
    async (at) => of(await somebody(), (one) => enterByIssuer(told("c", one.email), OIDC, at)),
    refused("single sign-on", "e-mail address of another account"),
  ],
  [
    "one whose account is disabled",
    async (at) =>
      of(await somebody(), async (one) => {
        await db.externalIdentity.create({ data: { issuer: OIDC.issuer, subject: "d", userId: one.userId } });
        await disable(one);
        await enterByIssuer(told("d", null), OIDC, at);
      }),
    refused("single sign-on", "disabled account"),
  ],
  [
    "an invitation that is none",
    async (at) =>
      of(null, () =>
        open(at)
          .access.acceptInvitation({
            token: "x".repeat(43),
            name: "N",
            email: "n@x.example",
            password: "long enough words",
          })
          .catch(caught),
      ),
    { action: "link.refuse", detail: { door: "invitation", because: "unknown link" } },
  ],
  [
    "a reset link that is none",
    async (at) =>
      of(null, () =>
        open(at)
          .access.resetPassword({ token: "x".repeat(43), password: "long enough words" })
          .catch(caught),
      ),
    { action: "link.refuse", detail: { door: "reset link", because: "unknown link" } },
  ],
  [
    "a wrong password on one's own page",
    async (at) =>
      of(await somebody(), (one) =>
        changePassword({ actor: one, address: at.address }, { current: WRONG, password: "long enough words" }).catch(
          caught,
        ),
      ),
    refused("account page", "wrong password"),
  ],
  ["an unknown token", async (at) => of(null, () => byToken("bw_nothing", at)), token("unknown token")],
  [
    "an expired token",
    async (at) =>
      of(await somebody(), async (one) => byToken((await newApiToken(db, one.userId, { days: -1 })).token, at)),
    token("expired token"),
  ],
  [
    "a revoked token",
    async (at) =>
      of(await somebody(), async (one) => {
        const made = await newApiToken(db, one.userId);
        await db.apiToken.update({ where: { id: made.id }, data: { revokedAt: new Date() }, select: { id: true } });
        await byToken(made.token, at);
      }),
    token("revoked token"),
  ],
  [
    "a token of a disabled person",
    async (at) =>
      of(await somebody(), async (one) => {
        const made = await newApiToken(db, one.userId);
        await disable(one);
        await byToken(made.token, at);
      }),
    token("disabled account"),
  ],
];

function token(because: string) {
  return { action: "token.refuse", detail: expect.objectContaining({ door: "API token", because }) };
}

async function of<T extends Person | null>(person: T, act: (person: T) => Promise<unknown>): Promise<T> {
  await act(person);
  return person;
}

async function disable({ userId }: Person): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { disabledAt: new Date() }, select: { id: true } });
}

const open = ({ address }: Visit) => appRouter.createCaller({ actor: null, address });

it.each(CASES)("%s leaves its line", async (_, act, line) => {
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
  const person = await addPerson(db, { name: "To be erased", passwordHash });
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

import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, it } from "vitest";
import { loadActor, loadVisitor } from "#server/identity/actor";
import { setAdminsUseCodes } from "#server/identity/codes/policy";
import {
  beginCodes,
  confirmCodes,
  renewRecoveryCodes,
  resetCodes,
  turnOffCodes,
} from "#server/identity/codes/set-up-codes";
import { takeCode } from "#server/identity/codes/take-code";
import { makeSignInLink, signInByLink } from "#server/identity/links/sign-in-link";
import { hashPassword } from "#server/identity/password";
import { signIn } from "#server/identity/sign-in";
import { db } from "#server/platform/db";
import { E2E_SECRET } from "../../../e2e/fixtures/accounts";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, type Person } from "../../../e2e/fixtures/world-people";

const PASSWORD = "four words that differ";
const VISIT = { address: "198.51.100.20", userAgent: null, former: null };
const STEP = 30_000;
let world: World;
let passwordHash: string;

beforeAll(async () => {
  process.env.AUTH_SECRET = E2E_SECRET; // before anything here reads the environment
  passwordHash = await hashPassword(PASSWORD);
  world = await buildWorld(db);
});

/** A phone of its own: the test's oracle is the library, set up by what a person would type. */
async function phoneOf(actor: Person) {
  const { words, uri, picture } = await beginCodes({ actor });
  expect([picture, uri]).toEqual([
    { size: expect.any(Number), path: expect.stringMatching(/^(M\d+ \d+h1v1h-1z)+$/) },
    expect.stringMatching(/^otpauth:\/\/totp\/Bellwether/),
  ]);
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  return { code: (steps = 0) => totp.generate({ timestamp: Date.now() + steps * STEP }) };
}

/** Somebody with codes set up, whose present step has been used by that. */
async function withCodes(name: string, orgRole?: Person["orgRole"]) {
  const person = await addPerson(db, { name, orgRole, passwordHash });
  const phone = await phoneOf(person);
  const { codes } = await confirmCodes({ actor: person }, { code: phone.code(-1) });
  return { person, phone, codes };
}

const enter = ({ email }: Person, code?: string) => signIn({ email, password: PASSWORD, code }, VISIT);
const wrong = { reason: "code-wrong" };

it("nothing is asked for until a first code has been right", async () => {
  const person = await addPerson(db, { name: "Beginning", passwordHash });
  await phoneOf(person);
  expect(await enter(person)).not.toBeNull();
  await expect(confirmCodes({ actor: person }, { code: "000000" })).rejects.toMatchObject(wrong);
  const phone = await phoneOf(person); // beginning again makes another secret
  expect((await confirmCodes({ actor: person }, { code: phone.code() })).codes).toHaveLength(10);
  await expect(beginCodes({ actor: person })).rejects.toMatchObject({ code: "CONFLICT" });
});

it("a password alone, a wrong code and a used one do not lead in; the right one does, once", async () => {
  const { person, phone } = await withCodes("Stepping");
  await expect(enter(person)).rejects.toMatchObject({ reason: "code-needed" });
  await expect(enter(person, "000000")).rejects.toMatchObject(wrong);
  await expect(enter(person, phone.code(-1)), "used by the set-up").rejects.toMatchObject(wrong);
  expect(await signIn({ email: person.email, password: "wrong", code: phone.code() }, VISIT), "no oracle").toBeNull();
  const code = phone.code();
  expect(await enter(person, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toMatchObject({ userId: person.userId });
  await expect(enter(person, code), "a replayed code").rejects.toMatchObject(wrong);
  expect(await enter(person, phone.code(1)), "a phone that is fast").not.toBeNull();
  await expect(enter(person, code), "an older one than the last").rejects.toMatchObject(wrong);
});

it("of ten who send one code at once, one gets in", async () => {
  const { person, phone } = await withCodes("Raced");
  const code = phone.code();
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () => db.$transaction((tx) => takeCode(tx, person.userId, code))),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("a recovery code leads in once, however it is typed, and only its person", async () => {
  const { person, codes } = await withCodes("Without a phone");
  const [first = "", second = ""] = codes;
  const other = await withCodes("Another");
  await expect(enter(other.person, first)).rejects.toMatchObject(wrong);
  expect(await enter(person, first.toLowerCase().replaceAll("-", " "))).not.toBeNull();
  await expect(enter(person, first)).rejects.toMatchObject(wrong);
  const renewed = await renewRecoveryCodes({ actor: person }, { code: second });
  await expect(enter(person, codes[2])).rejects.toMatchObject(wrong);
  expect(await enter(person, renewed.codes[0])).not.toBeNull();
});

it("guesses at codes are stopped", async () => {
  const { person, phone } = await withCodes("Guessed at");
  for (let guess = 0; guess < 6; guess++) await expect(enter(person, "000000")).rejects.toMatchObject(wrong);
  await expect(enter(person, phone.code())).rejects.toMatchObject({ code: "TOO_MANY" });
});

it("a sign-in link asks for the code too, and a wrong one does not use it up", async () => {
  const { person, phone } = await withCodes("By letter");
  const token = await db.$transaction((tx) => makeSignInLink(tx, person.userId));
  await expect(signInByLink({ token }, VISIT)).rejects.toMatchObject({ reason: "code-needed" });
  await expect(signInByLink({ token, code: "000000" }, VISIT)).rejects.toMatchObject(wrong);
  expect(await signInByLink({ token, code: phone.code() }, VISIT)).toMatchObject({ userId: person.userId });
  await expect(signInByLink({ token, code: phone.code(1) }, VISIT)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("secrets and recovery codes are not in the database as they are", async () => {
  const { person, codes } = await withCodes("Sealed");
  const rows = [await db.codeSecret.findMany(), await db.recoveryCode.findMany(), await db.auditEntry.findMany()];
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
  for (const code of codes) expect(text).not.toContain(code);
  expect(await db.codeSecret.findUnique({ where: { userId: person.userId } })).toMatchObject({
    sealed: expect.any(Uint8Array),
  });
});

it("an administrator takes a lost second step away, and the log says so", async () => {
  const { person } = await withCodes("Lost all");
  await resetCodes({ actor: world.people.admin }, person);
  expect(await enter(person)).not.toBeNull();
  await expect(resetCodes({ actor: world.people.admin }, person)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await db.auditEntry.count({ where: { action: "codes.reset", subjectId: person.userId } })).toBe(1);
});

it("while administrators have to use codes, one without them gets nowhere but to their set-up", async () => {
  const { admin } = world.people;
  const policy = (on: boolean) => setAdminsUseCodes({ actor: admin }, { on });
  const late = await addPerson(db, { name: "Late admin", orgRole: "ADMIN", passwordHash });
  await policy(true);
  expect(await loadActor(late)).toBeNull();
  expect(await loadVisitor(late)).toMatchObject({ owesCodes: true });
  expect(await loadActor(world.people.lead), "only administrators").not.toBeNull();
  const phone = await phoneOf(late);
  await confirmCodes({ actor: late }, { code: phone.code() });
  expect(await loadActor(late)).not.toBeNull();
  await expect(turnOffCodes({ actor: late }, { code: phone.code(1) })).rejects.toMatchObject({ code: "CONFLICT" });

  const trusted = await addPerson(db, { name: "Single sign-on admin", orgRole: "ADMIN" });
  await db.session.update({ where: { id: trusted.sessionId }, data: { way: "SINGLE_SIGN_ON" } });
  expect(await loadActor(trusted), "the issuer asks for what it thinks right").not.toBeNull();
  await policy(false);
  await turnOffCodes({ actor: late }, { code: phone.code(1) });
  expect(await db.auditEntry.count({ where: { action: "organisation.set_admin_codes" } })).toBe(2);
});

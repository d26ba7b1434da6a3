import { Secret, TOTP } from "otpauth";
import { beginCodes, confirmCodes } from "#server/identity/codes/set-up-codes";
import { makeSignInLink } from "#server/identity/links/sign-in-link";
import { hashPassword } from "#server/identity/password";
import { signIn } from "#server/identity/sign-in";
import { noteRefusedToken } from "#server/identity/tokens/note-refused-token";
import { askToken } from "#server/identity/tokens/token-actor";
import { db } from "#server/platform/db";
import { E2E_SECRET } from "../../e2e/fixtures/accounts";
import { addPerson, type Person } from "../../e2e/fixtures/world-people";

/** Who comes to the doors in tests of what is written down there, and how. */
export const PASSWORD = "four words that differ";
export const WRONG = "not-the-password";

export const OIDC = {
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
export const told = (subject: string, email: string | null, groups: string[] = ["desk"]) => ({
  issuer: OIDC.issuer,
  subject,
  email,
  name: "Somebody",
  groups,
  sid: null,
});

/** Call it before anything reads the environment. */
export function settleEnvironment(): void {
  process.env.AUTH_SECRET = E2E_SECRET;
  process.env.OIDC_ISSUER = OIDC.issuer;
  process.env.OIDC_CLIENT_ID = OIDC.clientId;
  process.env.OIDC_CLIENT_SECRET = OIDC.clientSecret;
  process.env.OIDC_GROUPS = JSON.stringify(OIDC.groups);
}

let passwordHash: Promise<string> | undefined;
let networks = 0;

/** A visit from a network of its own, so that what it left is found by that. */
export const visit = () => ({ address: `203.0.113.${++networks}`, userAgent: null, former: null });
export type Visit = ReturnType<typeof visit>;
export async function somebody(more: { name?: string; orgRole?: Person["orgRole"] } = {}): Promise<Person> {
  passwordHash ??= hashPassword(PASSWORD);
  return addPerson(db, { name: "At the door", passwordHash: await passwordHash, ...more });
}

export const caught = (error: unknown) => error;

export async function withCodes() {
  const person = await somebody();
  const { words } = await beginCodes({ actor: person });
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  const code = totp.generate(); // of this step: it is still one of ours when the next has begun
  const { codes } = await confirmCodes({ actor: person }, { code });
  return { person, used: code, recovery: codes[0] ?? "" };
}

export const letter = (person: Person) => db.$transaction((tx) => makeSignInLink(tx, person.userId));
export const enter = ({ email }: Person, at: Visit, password = PASSWORD, code?: string) =>
  signIn({ email, password, code }, at).catch(caught);

export async function byToken(token: string, { address }: Visit): Promise<void> {
  const answer = await askToken(token);
  if ("actor" in answer) throw new Error("this token leads in");
  await noteRefusedToken(answer.refused, address);
}

export async function disable({ userId }: Person): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { disabledAt: new Date() }, select: { id: true } });
}

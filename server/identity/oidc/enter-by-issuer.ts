import { type MappedRoles, mappedRoles } from "#core/group-roles";
import { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { loadVisitor } from "#server/identity/actor";
import { isLeftOver } from "#server/identity/left-overs";
import { noteRefusal } from "#server/identity/note-refusal";
import type { IssuerPerson } from "#server/identity/oidc/claims";
import { syncRoles } from "#server/identity/oidc/sync-roles";
import type { SessionClaim } from "#server/identity/session-token";
import { openSession, type Visit } from "#server/identity/sessions/open-session";
import { db } from "#server/platform/db";
import type { Env } from "#server/platform/env";

/** Why single sign-on does not lead in; the page makes a sentence of it. */
export type IssuerProblem =
  | "sso-disabled"
  | "sso-no-address"
  | "sso-known-address"
  | "sso-not-invited"
  | "sso-nobody-yet"
  | "sso-taken"
  | "sso-link-over"
  | "sso-again"
  | "sso-somebody-else";

type Oidc = NonNullable<Env["oidc"]>;
type Tx = Prisma.TransactionClient;
type Answer = SessionClaim | IssuerProblem;

const USER = { id: true, email: true, name: true, orgRole: true, tokenVersion: true, disabledAt: true } as const;

/**
 * Lets in whom an issuer vouches for: by issuer and subject, never by e-mail address, which issuers give to one person after
 * another. Who comes for the first time gets an account where the configuration says so; roles follow their groups.
 */
export async function enterByIssuer(person: IssuerPerson, oidc: Oidc, visit: Visit): Promise<Answer> {
  const { issuer, subject, sid } = person;
  const roles = mappedRoles(oidc.groups ?? {}, person.groups);
  const known = await db.externalIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { id: true, user: { select: USER } },
  });
  const again = visit.intent && "again" in visit.intent ? visit.former : null;
  if (again && again.userId !== known?.user.id) return refused("sso-somebody-else", again.userId, visit);
  try {
    const answer = await db.$transaction(async (tx) => {
      const user = known?.user ?? (await newAccount(tx, person, roles, oidc.jit));
      if (typeof user === "string") return user;
      if (user.disabledAt || isLeftOver(user.email)) return "sso-disabled";
      if (known) await tx.externalIdentity.update({ where: { id: known.id }, data: { lastUsedAt: new Date() } });
      if (oidc.groups) await syncRoles(tx, user, roles);
      const vouched = { sid, hours: oidc.sessionHours };
      return openSession(tx, { user, way: "SINGLE_SIGN_ON", visit, vouched });
    });
    return typeof answer === "string" ? refused(answer, known?.user.id ?? (await ownerOf(person)), visit) : answer;
  } catch (error) {
    // Two first sign-ins of one person at once: the other one made the account.
    if (isTaken(error)) return refused("sso-again", null, visit);
    throw error;
  }
}

const BECAUSE: Readonly<Record<IssuerProblem, string>> = {
  "sso-disabled": "disabled account",
  "sso-no-address": "no confirmed e-mail address",
  "sso-known-address": "e-mail address of another account",
  "sso-not-invited": "in no group that may",
  "sso-nobody-yet": "before the first administrator",
  "sso-taken": "linked to another account",
  "sso-link-over": "session ended meanwhile",
  "sso-again": "two first sign-ins at once",
  "sso-somebody-else": "somebody else at the issuer",
};

/** Writes down why nobody was let in. */
async function refused(problem: IssuerProblem, userId: string | null, { address }: Visit): Promise<IssuerProblem> {
  await noteRefusal({ door: "single sign-on", because: BECAUSE[problem], userId, address });
  return problem;
}

/** Whose account has the address that the issuer gave, where it confirmed it. */
async function ownerOf({ email }: IssuerPerson): Promise<string | null> {
  const user = email && (await db.user.findUnique({ where: { email }, select: { id: true } }));
  return user ? user.id : null;
}

async function newAccount(tx: Tx, person: IssuerPerson, roles: MappedRoles, jit: Oidc["jit"]) {
  const { email, name, issuer, subject } = person;
  if (jit === "off" || (jit === "mapped" && !roles.any)) return "sso-not-invited";
  if (!email) return "sso-no-address";
  if (await tx.user.findUnique({ where: { email }, select: { id: true } })) return "sso-known-address";
  // The set-up link makes the first administrator, and only while there is nobody.
  if (roles.orgRole !== "ADMIN" && !(await tx.user.findFirst({ select: { id: true } }))) return "sso-nobody-yet";
  const user = await tx.user.create({
    data: { email, name, identities: { create: { issuer, subject } } },
    select: USER,
  });
  await recordAudit(tx, { actorId: user.id, action: "user.create_by_single_sign_on", subjectId: user.id });
  return user;
}

/** Links an issuer's person to the account of whoever asked for it on their own page, whose session still holds. */
export async function linkIssuer(
  { issuer, subject }: IssuerPerson,
  session: SessionClaim | null,
  visit: Visit,
): Promise<Answer> {
  const visitor = await loadVisitor(session);
  if (!session || !visitor) return refused("sso-link-over", null, visit);
  const { userId } = visitor.actor;
  try {
    const where = { issuer_subject: { issuer, subject } };
    const known = await db.externalIdentity.findUnique({ where, select: { userId: true } });
    if (known) return known.userId === userId ? session : refused("sso-taken", userId, visit);
    return await db.$transaction(async (tx) => {
      const { id } = await tx.externalIdentity.create({ data: { issuer, subject, userId }, select: { id: true } });
      await recordAudit(tx, { actorId: userId, action: "user.link_single_sign_on", subjectId: id });
      return session;
    });
  } catch (error) {
    if (isTaken(error)) return refused("sso-taken", userId, visit);
    throw error;
  }
}

const isTaken = (error: unknown) => error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

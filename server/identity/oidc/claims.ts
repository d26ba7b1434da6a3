import { z } from "zod";
import { NOT_IN_NAMES } from "#server/identity/new-account";

const Claims = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(500),
  email: z.string().max(254).optional().catch(undefined),
  // Some issuers send it as a word.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  sid: z.string().min(1).max(500).optional().catch(undefined),
});

/** What an issuer says of somebody, as far as we ask. */
export interface IssuerPerson {
  issuer: string;
  subject: string;
  /** Lower-case; null where there is none, or the issuer says that it is not theirs. */
  email: string | null;
  name: string;
  groups: string[];
  /** How the issuer calls its own session, for when it says that it has ended. */
  sid: string | null;
}

const NAME = 120;
const MOST_GROUPS = 2000;

/**
 * Reads the claims of a sign-in.
 *
 * @param groupsClaim the name of the claim that holds the groups, or its path with dots (`realm_access.roles`)
 * @throws {z.ZodError} where issuer or subject are missing
 */
export function readClaims(claims: unknown, groupsClaim: string): IssuerPerson {
  const { iss, sub, email, email_verified: verified, name, preferred_username: username, sid } = Claims.parse(claims);
  const address = z.email().safeParse(email?.trim().toLowerCase());
  const called = (name ?? username ?? email?.split("@")[0] ?? sub)
    .split(NOT_IN_NAMES)
    .join(" ")
    .trim()
    .slice(0, NAME)
    .trim();
  return {
    issuer: iss,
    subject: sub,
    email: address.success && verified !== false ? address.data : null,
    name: called || "Somebody",
    groups: groupsIn(claims, groupsClaim),
    sid: sid ?? null,
  };
}

function groupsIn(claims: unknown, name: string): string[] {
  const found = field(claims, name) ?? name.split(".").reduce(field, claims);
  const groups: unknown[] = Array.isArray(found) ? found : [found];
  return groups.filter((group) => typeof group === "string").slice(0, MOST_GROUPS);
}

function field(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
}

import { z } from "zod";
import type { OrgRole, TeamRole } from "#core/permissions";

const OrgRoleName = z.enum(["ADMIN", "LEADER", "MEMBER"]);
const TeamRoleName = z.enum(["LEAD", "FORECASTER", "OBSERVER"]);
const Grant = z.union([
  z.strictObject({ org: OrgRoleName }),
  z.strictObject({ team: z.string().min(1), role: TeamRoleName }),
]);

/** What each group of the issuer gives: `{"admins": {"org": "ADMIN"}, "asia": {"team": "Asia desk", "role": "FORECASTER"}}`. */
export const GroupRoles = z.record(z.string(), z.union([Grant, z.array(Grant)]));
export type GroupRoles = z.infer<typeof GroupRoles>;

/** From the least to the most. */
const ORG: readonly OrgRole[] = ["MEMBER", "LEADER", "ADMIN"];
const TEAM: readonly TeamRole[] = ["OBSERVER", "FORECASTER", "LEAD"];

export interface MappedRoles {
  /** Null where no group is mapped to a role in the organisation: the issuer then has no say in it. */
  orgRole: OrgRole | null;
  /** Every team that some group is mapped to, by name, with the person's role; null where no group of theirs gives one. */
  teams: ReadonlyMap<string, TeamRole | null>;
  /** Whether any group of theirs is mapped at all. */
  any: boolean;
}

/** What somebody's groups come to. Of several roles in one place the one that may most counts. */
export function mappedRoles(mapping: GroupRoles, groups: readonly string[]): MappedRoles {
  const given = new Set(groups);
  const teams = new Map<string, TeamRole | null>();
  let orgRole: OrgRole | null = null;
  for (const [group, one] of Object.entries(mapping))
    for (const grant of [one].flat()) {
      const held = given.has(group);
      if ("org" in grant) orgRole = most(ORG, orgRole ?? "MEMBER", held ? grant.org : "MEMBER");
      else teams.set(grant.team, most(TEAM, teams.get(grant.team) ?? null, held ? grant.role : null));
    }
  return { orgRole, teams, any: Object.keys(mapping).some((group) => given.has(group)) };
}

function most<A, B>(order: readonly (A | B)[], a: A, b: B): A | B {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

import type { OrgRole, TeamRole } from "#core/permissions";

export const TEAM_ROLE_WORDS: Readonly<Record<TeamRole, string>> = {
  LEAD: "lead",
  FORECASTER: "forecaster",
  OBSERVER: "observer",
};

export const ORG_ROLE_WORDS: Readonly<Record<OrgRole, string>> = {
  ADMIN: "administrator",
  LEADER: "leader",
  MEMBER: "member",
};

export const TEAM_ROLES = ["LEAD", "FORECASTER", "OBSERVER"] as const satisfies readonly TeamRole[];
export const ORG_ROLES = ["MEMBER", "LEADER", "ADMIN"] as const satisfies readonly OrgRole[];

/** "an observer", for sentences. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

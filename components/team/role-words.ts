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

/** What a role lets its holder do, said before it is given. */
export const TEAM_ROLE_MEANS: Readonly<Record<TeamRole, string>> = {
  LEAD: "Leads forecast, write briefs, scenarios and questions, open rounds, confirm verdicts and manage the team’s people.",
  FORECASTER:
    "Forecasters forecast, comment, edit rationales and propose verdicts. They confirm none and manage nobody.",
  OBSERVER:
    "Observers read what the team writes and see its boards. They forecast nothing and write nothing; what they did before stays.",
};

export const ORG_ROLE_MEANS: Readonly<Record<OrgRole, string>> = {
  ADMIN:
    "Administrators read every team, manage all people and teams, see the audit log and may confirm verdicts. They forecast only where they are in a team.",
  LEADER: "Leaders read every team and compare across them. They forecast in none: in a team they can only observe.",
  MEMBER: "Members see the teams that they are in, with the role they have there, and nothing else.",
};

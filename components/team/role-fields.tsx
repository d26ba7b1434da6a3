import { Select } from "#components/ui/field";
import { textOf } from "#components/ui/text-of";
import type { OrgRole, TeamRole } from "#core/permissions";
import { ORG_ROLE_WORDS, ORG_ROLES, TEAM_ROLE_WORDS, TEAM_ROLES } from "./role-words";

export function TeamRoleField({ error }: { error?: string }) {
  return (
    <Select label="Role in the team" name="role" defaultValue="FORECASTER" error={error}>
      {TEAM_ROLES.map((role) => (
        <option key={role} value={role}>
          {TEAM_ROLE_WORDS[role]}
        </option>
      ))}
    </Select>
  );
}

export function OrgRoleField({ error }: { error?: string }) {
  return (
    <Select
      label="Role in the organisation"
      name="orgRole"
      defaultValue="MEMBER"
      error={error}
      hint="Leaders read every team and forecast in none; administrators manage people and teams."
    >
      {ORG_ROLES.map((role) => (
        <option key={role} value={role}>
          {ORG_ROLE_WORDS[role]}
        </option>
      ))}
    </Select>
  );
}

export function teamRoleOf(form: FormData): TeamRole {
  return TEAM_ROLES.find((role) => role === textOf(form, "role")) ?? "OBSERVER";
}

export function orgRoleOf(form: FormData): OrgRole {
  return ORG_ROLES.find((role) => role === textOf(form, "orgRole")) ?? "MEMBER";
}

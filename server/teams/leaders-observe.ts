import type { OrgRole, TeamRole } from "#core/permissions";
import { AppError } from "#server/platform/errors";

/** Leadership reads everything and forecasts nothing, so in a team a leader can only observe. */
export function refuseLeaderInTeam(orgRole: OrgRole, teamRole: TeamRole | null, field = "role"): void {
  if (orgRole !== "LEADER" || teamRole === null || teamRole === "OBSERVER") return;
  throw new AppError(
    "INVALID",
    "An organisation leader can only observe in a team: leaders read every team and forecast in none.",
    field,
  );
}

import { type Actor, readableTeams } from "#core/permissions";

/** Where-clause twin of `can(actor, "team.read", …)` for rows that carry a `teamId`. */
export function visibleTo(actor: Actor | null): { teamId?: { in: string[] } } {
  const teams = readableTeams(actor);
  return teams === "all" ? {} : { teamId: { in: [...teams] } };
}

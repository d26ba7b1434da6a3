import { type Actor, can } from "#core/permissions";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** Whose questions are asked about. */
export interface TeamScope {
  /** Teams one may choose among. */
  teams: { id: string; name: string }[];
  /** Whether all of them together may be chosen. */
  across: boolean;
  /** Null is all teams. */
  chosen: { id: string; name: string } | null;
  teamIds: string[];
}

/**
 * The teams one may ask about, and the one that is: by id, or `all` for those who may compare across teams. One query.
 *
 * @param wanted as the address says it; anything that may not be chosen falls back to the current team
 * @throws NOT_FOUND for whoever may read no board
 */
export async function teamScope(actor: Actor, currentTeamId: string, wanted: string | undefined): Promise<TeamScope> {
  const { teamId: id } = visibleTo(actor);
  const readable = await db.team.findMany({
    where: { id },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const teams = readable.filter((team) => can(actor, "board.read", { teamId: team.id }));
  const across = can(actor, "board.across") && teams.length > 1;
  const chosen =
    wanted === "all" && across
      ? null
      : (teams.find((team) => team.id === wanted) ?? teams.find((team) => team.id === currentTeamId) ?? teams[0]);
  if (chosen === undefined) throw notFound();
  return { teams, across, chosen, teamIds: chosen ? [chosen.id] : teams.map((team) => team.id) };
}

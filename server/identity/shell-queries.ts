import type { OwnDeputyship } from "#core/deputy";
import { type Actor, can } from "#core/permissions";
import { waitingOnDesk } from "#server/desk/waiting-count";
import { visibleTo } from "#server/identity/visible-to";
import { unreadNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { rescoringUnderWay } from "#server/scores/recompute/rescoring-queries";
import { ownDeputyships } from "#server/teams/deputy-queries";

type Named = { id: string; name: string };

/** What the frame of every page shows of its reader. */
export interface ShellData {
  person: Named;
  teams: Named[];
  currentTeam: Named | null;
  counts: { desk: number; resolve: number; notices: number };
  countedAt: number;
  can: { resolve: boolean; leaderboard: boolean; overview: boolean; admin: boolean };
  /** Whether the current team is the demonstration's: its forecasts are made up, and every page says so. */
  simulated: boolean;
  deputyships: OwnDeputyship[];
  recomputing: { done: number; total: number } | null;
}

/** The teams an actor may read: their own first, then the others by name. */
export async function teamsOf(actor: Actor): Promise<Named[]> {
  const { teamId: id } = visibleTo(actor);
  const teams = await db.team.findMany({ where: { id }, select: { id: true, name: true }, orderBy: { name: "asc" } });
  const own = new Set(actor.memberships.map(({ teamId }) => teamId));
  return [...teams.filter((team) => own.has(team.id)), ...teams.filter((team) => !own.has(team.id))];
}

export async function shellOf(actor: Actor, teams: Named[], currentTeam: Named | null): Promise<ShellData> {
  const countedAt = Date.now();
  const [user, desk, resolve, notices, simulated, deputyships, recomputing] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { id: true, name: true } }),
    currentTeam ? waitingOnDesk(actor, currentTeam.id) : 0,
    currentTeam ? waitingForVerdict(actor, currentTeam.id) : 0,
    unreadNotices(actor),
    currentTeam ? isDemonstration(currentTeam.id) : false,
    ownDeputyships(actor),
    rescoringUnderWay(),
  ]);
  const subject = currentTeam && { teamId: currentTeam.id };
  return {
    person: user,
    teams,
    currentTeam,
    counts: { desk, resolve, notices },
    countedAt,
    can: {
      resolve: subject !== null && can(actor, "resolution.desk", subject),
      leaderboard: subject !== null && can(actor, "board.read", subject),
      // Anybody in the team may read it; it is written for those who answer for the team.
      overview: subject !== null && (can(actor, "board.across") || can(actor, "resolution.desk", subject)),
      admin:
        can(actor, "user.manage") || actor.memberships.some(({ teamId }) => can(actor, "member.manage", { teamId })),
    },
    simulated,
    deputyships,
    recomputing,
  };
}

/** Standing proposals of the team that the actor may confirm. */
async function waitingForVerdict(actor: Actor, teamId: string): Promise<number> {
  if (!can(actor, "resolution.confirm", { teamId })) return 0;
  return db.resolutionProposal.count({
    where: {
      teamId,
      decision: null,
      question: { state: "PROPOSED" },
      OR: [{ proposedById: null }, { proposedById: { not: actor.userId } }],
    },
  });
}

/** Asked of the team's accounts, which are few, and not of its forecasts. */
async function isDemonstration(teamId: string): Promise<boolean> {
  const account = await db.member.findFirst({
    where: { teamId, user: { email: { endsWith: "@demo.example" } } },
    select: { id: true },
  });
  return account !== null;
}

import { cookies } from "next/headers";
import type { Actor } from "#core/permissions";
import { type ShellData, shellOf, teamsOf } from "#server/identity/shell-queries";

/** The team whose work is on the pages: the one chosen in the masthead (cookie `team`), else the first; null without any. */
export async function currentTeam(actor: Actor): Promise<{ id: string; name: string } | null> {
  return chosenOf(await teamsOf(actor));
}

/** The frame around a page for its reader. */
export async function loadShellOf(actor: Actor): Promise<ShellData> {
  const teams = await teamsOf(actor);
  return shellOf(actor, teams, await chosenOf(teams));
}

async function chosenOf<T extends { id: string }>(teams: readonly T[]): Promise<T | null> {
  const chosen = (await cookies()).get("team")?.value;
  return teams.find(({ id }) => id === chosen) ?? teams[0] ?? null;
}

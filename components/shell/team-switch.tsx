"use client";

import { useRouter } from "next/navigation";
import { remember, TEAM_COOKIE } from "#components/ui/preferences";
import type { Shell } from "./shell";

/** The team whose work is on the pages. A name when there is one, a choice when there are several. */
export function TeamSwitch({ teams, currentTeam }: Pick<Shell, "teams" | "currentTeam">) {
  const router = useRouter();
  if (teams.length < 2) return currentTeam ? <span className="team">{currentTeam.name}</span> : null;
  return (
    <label className="team">
      <span className="vh">Team</span>
      <select
        className="plain"
        value={currentTeam?.id}
        onChange={(event) => {
          remember(TEAM_COOKIE, event.target.value);
          router.push("/");
          router.refresh();
        }}
      >
        {teams.map((team) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </select>
    </label>
  );
}

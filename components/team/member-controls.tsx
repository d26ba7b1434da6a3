"use client";

import { trpc } from "#components/trpc-client";
import type { TeamRole } from "#core/permissions";
import { ConfirmAct } from "./confirm-act";
import { RoleSelect } from "./role-select";
import { TEAM_ROLE_MEANS, TEAM_ROLE_WORDS, TEAM_ROLES } from "./role-words";

interface Of {
  teamId: string;
  memberId: string;
  name: string;
}

export function TeamRoleSelect({ teamId, memberId, name, role }: Of & { role: TeamRole }) {
  return (
    <RoleSelect
      label={`Role of ${name}`}
      name={name}
      role={role}
      roles={TEAM_ROLES}
      words={TEAM_ROLE_WORDS}
      means={TEAM_ROLE_MEANS}
      change={(chosen) => trpc.member.setRole.mutate({ teamId, memberId, role: chosen })}
    />
  );
}

export function RemoveMember({ teamId, memberId, name }: Of) {
  return (
    <ConfirmAct
      label={`Remove ${name} from the team`}
      title={`Remove ${name} from the team`}
      means="They see nothing of the team from their next request on. Their forecasts, comments and scores stay under their name, and come back with them."
      yes="Remove from the team"
      done={`${name} has left the team. The record stays.`}
      act={() => trpc.member.remove.mutate({ teamId, memberId })}
      danger
    >
      Remove
    </ConfirmAct>
  );
}

/** One's own place in a team, given up. */
export function LeaveTeam({ teamId, memberId, team }: { teamId: string; memberId: string; team: string }) {
  return (
    <ConfirmAct
      label={`Leave ${team}`}
      title={`Leave ${team}`}
      means="You see nothing of the team any more. Your forecasts, comments and scores stay there under your name; a lead can let you in again."
      yes="Leave the team"
      done={`You have left ${team}.`}
      act={() => trpc.member.leave.mutate({ teamId, memberId })}
      danger
    >
      Leave
    </ConfirmAct>
  );
}

"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import type { TeamRole } from "#core/permissions";
import { RoleSelect } from "./role-select";
import { TEAM_ROLE_WORDS, TEAM_ROLES } from "./role-words";

interface Of {
  teamId: string;
  memberId: string;
  name: string;
}

export function TeamRoleSelect({ teamId, memberId, name, role }: Of & { role: TeamRole }) {
  return (
    <RoleSelect
      label={`Role of ${name}`}
      role={role}
      roles={TEAM_ROLES}
      words={TEAM_ROLE_WORDS}
      change={(chosen) => trpc.member.setRole.mutate({ teamId, memberId, role: chosen })}
    />
  );
}

export function RemoveMember({ teamId, memberId, name }: Of) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  return (
    <>
      <Button
        small
        busy={busy}
        disabled={!hydrated}
        aria-label={`Remove ${name} from the team`}
        onClick={() =>
          act(() => trpc.member.remove.mutate({ teamId, memberId }), `${name} has left the team. The record stays.`)
        }
      >
        Remove
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </>
  );
}

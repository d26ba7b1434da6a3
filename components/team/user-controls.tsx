"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { CopyLink } from "#components/ui/copy-link";
import { Dialog } from "#components/ui/dialog";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import type { OrgRole } from "#core/permissions";
import { ConfirmAct } from "./confirm-act";
import { RoleSelect } from "./role-select";
import { ORG_ROLE_MEANS, ORG_ROLE_WORDS, ORG_ROLES } from "./role-words";
import { UserAccess } from "./user-access";

interface Of {
  userId: string;
  name: string;
}

export function OrgRoleSelect({ userId, name, orgRole }: Of & { orgRole: OrgRole }) {
  return (
    <RoleSelect
      label={`Role of ${name}`}
      name={name}
      role={orgRole}
      roles={ORG_ROLES}
      words={ORG_ROLE_WORDS}
      means={ORG_ROLE_MEANS}
      change={(role) => trpc.user.setOrgRole.mutate({ userId, orgRole: role })}
    />
  );
}

/** Shuts out or lets back in, and makes a link for who has lost their password. */
export function UserActs({ userId, name, disabled, usesCodes }: Of & { disabled: boolean; usesCodes: boolean }) {
  const { act, busy, problem } = useAct();
  const [link, setLink] = useState<string | null>(null);
  const hydrated = useHydrated();
  return (
    <div className="stack">
      <div className="row justify-end flex-nowrap">
        {disabled ? (
          <Button
            small
            busy={busy}
            disabled={!hydrated}
            aria-label={`Enable ${name}`}
            onClick={() => act(() => trpc.user.enable.mutate({ userId }), `${name} can sign in again.`)}
          >
            Enable
          </Button>
        ) : (
          <>
            <Button
              small
              busy={busy}
              disabled={!hydrated}
              aria-label={`Reset link for ${name}`}
              onClick={() => act(async () => setLink((await trpc.user.resetLink.mutate({ userId })).link))}
            >
              Reset link
            </Button>
            <UserAccess userId={userId} name={name} usesCodes={usesCodes} />
            <ConfirmAct
              label={`Disable ${name}`}
              title={`Disable the account of ${name}`}
              means="They are signed out everywhere within seconds and cannot sign in; their API tokens stop. Everything they did stays, and the account can be enabled again."
              yes="Disable the account"
              done={`${name} is signed out and cannot sign in.`}
              act={() => trpc.user.disable.mutate({ userId })}
              danger
            >
              Disable
            </ConfirmAct>
          </>
        )}
      </div>
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <Dialog open={link !== null} onClose={() => setLink(null)} title={`A new password for ${name}`}>
        {link ? (
          <CopyLink
            label="Reset link"
            hint="Hand it over yourself. It works once, for 24 hours, and is not shown again."
            link={link}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

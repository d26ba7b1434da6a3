"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { CopyLink } from "#components/ui/copy-link";
import { Dialog } from "#components/ui/dialog";
import { Select, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { OrgRoleField, orgRoleOf, TeamRoleField, teamRoleOf } from "./role-fields";

type InviteFormProps =
  /** Into this team. */
  | { teamId: string }
  /** Anywhere: as an administrator. */
  | { teams: readonly { id: string; name: string }[] };

/** Makes a link that lets one person in. */
export function InviteForm(props: InviteFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [link, setLink] = useState<string | null>(null);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const invitation = { email: textOf(form, "email") || undefined, days: Number(textOf(form, "days")) };
    const teamId = "teamId" in props ? props.teamId : textOf(form, "teamId") || undefined;
    const role = teamRoleOf(form);
    const made =
      "teamId" in props
        ? await trpc.invitation.createForTeam.mutate({ ...invitation, teamId: props.teamId, role })
        : await trpc.invitation.create.mutate({
            ...invitation,
            orgRole: orgRoleOf(form),
            teamId,
            role: teamId ? role : undefined,
          });
    setLink(made.link);
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      {"teams" in props ? (
        <>
          <OrgRoleField error={fieldErrors.orgRole} />
          <Select label="Team" name="teamId" defaultValue="" error={fieldErrors.teamId}>
            <option value="">None yet</option>
            {props.teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </>
      ) : null}
      <TeamRoleField error={fieldErrors.role} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        optional
        hint="With it, only an account of that address can be made by the link."
        error={fieldErrors.email}
      />
      <TextField
        label="Days it works"
        name="days"
        type="number"
        min={1}
        max={30}
        defaultValue={7}
        error={fieldErrors.days}
      />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        Make an invitation
      </Button>
      <Dialog open={link !== null} onClose={() => setLink(null)} title="An invitation">
        {link ? (
          <CopyLink
            label="Invitation link"
            hint="Send it to the person. It works once and is not shown again."
            link={link}
          />
        ) : null}
      </Dialog>
    </form>
  );
}

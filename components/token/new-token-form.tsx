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
import { SCOPES } from "#core/token-scopes";
import { SCOPE_WORDS } from "./scope-words";

const LIVES = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 180, label: "180 days" },
  { days: 365, label: "365 days" },
] as const;
const USUAL_DAYS = 90;

/** Makes a token and shows it, this once. */
export function NewTokenForm({ teams }: { teams: readonly { id: string; name: string }[] }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [token, setToken] = useState<string | null>(null);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const made = await trpc.token.create.mutate({
      name: textOf(form, "name"),
      scopes: SCOPES.filter((scope) => form.getAll("scopes").includes(scope)),
      teamId: textOf(form, "teamId") || null,
      days: Number(textOf(form, "days")),
    });
    setToken(made.token);
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField
        label="Token name"
        name="name"
        hint="What it is for, so that you know it again."
        maxLength={100}
        autoComplete="off"
        error={fieldErrors.name}
      />
      <fieldset className="stack">
        <legend className="small b">It may</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="row flex-nowrap items-start">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={scope === "read"}
              disabled={!hydrated || scope === "read"}
            />
            <span>
              <span className="font-medium">{SCOPE_WORDS[scope].label}</span>
              <span className="small muted block">{SCOPE_WORDS[scope].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Select label="In" name="teamId" defaultValue="" error={fieldErrors.teamId}>
        <option value="">All your teams, later ones too</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name} only
          </option>
        ))}
      </Select>
      <Select label="It works for" name="days" defaultValue={USUAL_DAYS} error={fieldErrors.days}>
        {LIVES.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </Select>
      {message ? <Note kind="bad">{message}</Note> : null}
      <div>
        <Button type="submit" busy={busy} disabled={!hydrated}>
          Make a token
        </Button>
      </div>
      <Dialog open={token !== null} onClose={() => setToken(null)} title="A new token">
        {token ? (
          <CopyLink
            label="API token"
            hint="Keep it where passwords are kept. It is not shown again: whoever has it acts as you."
            link={token}
            act="Copy the token"
          />
        ) : null}
      </Dialog>
    </form>
  );
}

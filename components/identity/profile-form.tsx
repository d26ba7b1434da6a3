"use client";

import { useRouter } from "next/navigation";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

interface ProfileFormProps {
  name: string;
  /** Null: whatever the browser says. */
  timeZone: string | null;
  zones: readonly string[];
}

/** What a person is called and in which zone they read times. */
export function ProfileForm({ name, timeZone, zones }: ProfileFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    await trpc.account.update.mutate({ name: textOf(form, "name"), timeZone: textOf(form, "timeZone") || null });
    toast("Saved.");
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField label="Name" name="name" autoComplete="name" required defaultValue={name} error={fieldErrors.name} />
      <Select label="Time zone" name="timeZone" defaultValue={timeZone ?? ""} error={fieldErrors.timeZone}>
        <option value="">As in this browser</option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        Save
      </Button>
    </form>
  );
}

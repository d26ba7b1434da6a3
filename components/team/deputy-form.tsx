"use client";

import { useRouter } from "next/navigation";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { useReaderZone } from "#components/ui/reader-zone";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { fromZonedField } from "#components/ui/zoned-field";

interface Named {
  id: string;
  name: string;
}

interface DeputyFormProps {
  teamId: string;
  /** Whose deputy the reader may name. */
  leads: readonly Named[];
  deputies: readonly Named[];
}

/** Names who leads while a lead is away. */
export function DeputyForm({ teamId, leads, deputies }: DeputyFormProps) {
  const router = useRouter();
  const zone = useReaderZone();
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const until = fromZonedField(textOf(form, "until"), zone);
    const deputyId = textOf(form, "deputyId");
    if (!deputyId) return "Choose who stands in.";
    if (!until) return "Say until when.";
    await trpc.deputy.name.mutate({
      teamId,
      leadId: textOf(form, "leadId"),
      deputyId,
      from: fromZonedField(textOf(form, "from"), zone),
      until,
    });
    toast(`${deputies.find(({ id }) => id === deputyId)?.name ?? "The deputy"} is named and told.`);
    router.refresh();
    return null;
  });
  if (leads.length === 0) return <p className="small muted">The team has no lead to stand in for.</p>;
  if (deputies.length === 0) return <p className="small muted">The team has no forecaster who could stand in.</p>;
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <Select label="Away" name="leadId" error={fieldErrors.leadId}>
        {leads.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select label="Stands in" name="deputyId" defaultValue="" error={fieldErrors.deputyId}>
        <option value="">Choose …</option>
        {deputies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TextField
        label="From"
        name="from"
        type="datetime-local"
        optional
        hint={`In ${zone}. Left empty: from now on.`}
        error={fieldErrors.from}
      />
      <TextField label="Until" name="until" type="datetime-local" required error={fieldErrors.until} />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" busy={busy} disabled={!hydrated}>
        Name the deputy
      </Button>
      <p className="hint">
        A deputy has the lead’s rights in this team for that time, save naming leads and deputies. It begins and ends by
        itself.
      </p>
    </form>
  );
}

"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

/** Writes one's own dissent, or rewords it. */
export function SignDissent({ scenarioId, mine }: { scenarioId: string; mine: string | null }) {
  const ready = useHydrated();
  const { act, busy, problem } = useAct();
  const [open, setOpen] = useState(false);
  const [body, setBody] = useState(mine ?? "");
  return (
    <details className="small" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link w-max">{mine === null ? "Sign a dissent" : "Reword my dissent"}</summary>
      <form
        className="stack mt-2"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await act(() => trpc.scenario.dissent.mutate({ scenarioId, body }), "Signed")) setOpen(false);
        }}
      >
        <TextArea
          label="Where I differ from the rationale"
          hint="Signed with your name, shown beside the rationale, edited by nobody else."
          rows={4}
          maxLength={4000}
          value={body}
          disabled={!ready}
          error={problem ?? undefined}
          onChange={(event) => setBody(event.target.value)}
        />
        <Button type="submit" busy={busy} disabled={!ready || body.trim() === "" || body.trim() === mine}>
          Sign
        </Button>
      </form>
    </details>
  );
}

/** Takes one's own dissent back, with a way to have it again. */
export function WithdrawDissent({ scenarioId, body }: { scenarioId: string; body: string }) {
  const ready = useHydrated();
  const { act, busy, problem } = useAct();

  async function withdraw() {
    const gone = await act(() => trpc.scenario.withdrawDissent.mutate({ scenarioId }));
    if (!gone) return;
    toast("Dissent taken back", {
      label: "Undo",
      run: () => void act(() => trpc.scenario.dissent.mutate({ scenarioId, body })),
    });
  }

  return (
    <p className="small">
      <button type="button" className="link" disabled={!ready || busy} onClick={withdraw}>
        Take back
      </button>
      {problem ? <span className="err"> {problem}</span> : null}
    </p>
  );
}

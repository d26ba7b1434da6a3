"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";

interface RestoreButtonProps {
  scenarioId: string;
  /** As addresses name it. */
  point: string;
  /** What comes back, in words. */
  name: string;
  label?: string;
}

/** Brings an earlier text back, and offers at once to undo that. */
export function RestoreButton({ scenarioId, point, name, label = "Restore" }: RestoreButtonProps) {
  const ready = useHydrated();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** @param undoes the version of the restoration that this undoes; null for a restoration, which can be undone */
  async function restore(what: string, done: string, undoes: number | null) {
    setBusy(true);
    setProblem(null);
    try {
      const undone = undoes === null ? {} : { undoes };
      const { before, after } = await trpc.rationale.restore.mutate({ scenarioId, point: what, ...undone });
      const back = { label: "Undo restore", run: () => void restore(`v${before}`, "Restore undone", after) };
      toast(done, undoes === null ? back : undefined);
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        className="link"
        disabled={!ready || busy}
        aria-busy={busy || undefined}
        onClick={() => restore(point, `The rationale reads like ${name} again`, null)}
      >
        {label}
        <span className="vh"> {name}</span>
      </button>
      {problem ? (
        <span className="err" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}

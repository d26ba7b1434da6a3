"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { type ImportState, isBusy } from "./words";
import { WorkBar } from "./work-bar";

interface Watched {
  id: string;
  state: ImportState;
  phase: string;
  progress: number;
}

/** Milliseconds between two looks. */
const EVERY = 1000;

const DONE: Partial<Record<ImportState, string>> = {
  CHECKED: "The file has been checked.",
  IMPORTED: "The import is done.",
  UNDONE: "The import was taken back.",
  FAILED: "The import failed.",
  CANCELLED: "The import was stopped.",
};

/** The step under way, until it is over; then the page is made anew and the result announced. It may be left meanwhile. */
export function WatchImport({ given }: { given: Watched }) {
  const router = useRouter();
  const [now, setNow] = useState(given);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, state } = given;

  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const next = await trpc.exchange.status.query({ importId: id });
        if (left) return;
        setProblem(null);
        setNow(next);
        if (next.state !== state) {
          toast(isBusy(next.state) ? "The next step has begun." : (DONE[next.state] ?? "Done."));
          router.refresh();
          if (!isBusy(next.state)) return;
        }
      } catch (error) {
        if (left) return;
        setProblem(problemOf(error).message);
      }
      timer = setTimeout(look, EVERY);
    };
    timer = setTimeout(look, EVERY);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [id, state, router]);

  const label = state === "UNDOING" ? "Taking back what was imported" : now.phase || "Waiting for its turn";
  return (
    <div className="stack-4">
      <WorkBar label={label} share={state === "UNDOING" ? null : now.progress} />
      <p className="small muted">You may leave this page. The work goes on, and its result stays here.</p>
      {problem ? <Note kind="warn">{problem}</Note> : null}
    </div>
  );
}

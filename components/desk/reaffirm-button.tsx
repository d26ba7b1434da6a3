"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";

interface ReaffirmButtonProps {
  questionId: string;
  title: string;
  /** What stands, in words. */
  held: string;
}

/** One press, or one key, says that the standing number is still meant. */
export function ReaffirmButton({ questionId, title, held }: ReaffirmButtonProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function reaffirm() {
    setBusy(true);
    setProblem(null);
    try {
      await trpc.forecast.reaffirm.mutate({ questionId });
      toast(`Reaffirmed ${held}.`);
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        busy={busy}
        disabled={!hydrated}
        onClick={reaffirm}
        data-shortcut="r"
        data-shortcut-label="Reaffirm"
        aria-label={`Reaffirm ${held}: ${title}`}
      >
        Reaffirm {held}
      </Button>
      {problem ? (
        <p className="err w-full text-right" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { toast } from "#components/ui/toast";

export interface Declaration {
  kind: "EXCLUSIVE" | "EXHAUSTIVE" | "IMPLIES";
  /** Of an implication first the one that implies. */
  scenarioIds: string[];
}

/**
 * Declaring and withdrawing, each with its way back. What has to be confirmed first is kept until somebody does: questions
 * that close at different times.
 */
export function useDeclare(briefId: string) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ words: string; again: () => Promise<boolean> } | null>(null);

  async function run(call: () => Promise<unknown>, confirmed: () => Promise<boolean>): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    setAsked(null);
    try {
      await call();
      router.refresh();
      return true;
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      if (fieldErrors.confirmDeadlines) setAsked({ words: fieldErrors.confirmDeadlines, again: confirmed });
      else setProblem(message);
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function declare(declaration: Declaration, confirmDeadlines = false): Promise<boolean> {
    let made = "";
    const done = await run(
      async () => {
        made = (await trpc.relation.declare.mutate({ briefId, ...declaration, confirmDeadlines })).relationId;
      },
      () => declare(declaration, true),
    );
    if (done) toast("Declared.", { label: "Undo", run: () => void withdraw(made) });
    return done;
  }

  async function withdraw(relationId: string): Promise<boolean> {
    const call = () => trpc.relation.withdraw.mutate({ relationId });
    const done = await run(call, () => Promise.resolve(false));
    if (done) toast("Withdrawn.", { label: "Undo", run: () => void restore(relationId) });
    return done;
  }

  async function restore(relationId: string, confirmDeadlines = false): Promise<boolean> {
    const call = () => trpc.relation.restore.mutate({ relationId, confirmDeadlines });
    const done = await run(call, () => restore(relationId, true));
    if (done) toast("It holds again.");
    return done;
  }

  return { declare, withdraw, restore, busy, problem, asked, forget: () => setAsked(null) };
}

export type Declaring = ReturnType<typeof useDeclare>;

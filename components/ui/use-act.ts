"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf } from "#components/trpc-client";
import { toast } from "./toast";

/** One press that changes something on the server: busy while it runs, then the page is fresh, or the reason stands beside it. */
export function useAct() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function act(call: () => Promise<unknown>, done?: string): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await call();
      if (done) toast(done);
      router.refresh();
      return true;
    } catch (error) {
      setProblem(problemOf(error).message);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { act, busy, problem };
}

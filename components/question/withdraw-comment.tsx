"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";

/** Takes one's own remark back: the place stays, the words go. */
export function WithdrawComment({ questionId, commentId }: { questionId: string; commentId: string }) {
  const router = useRouter();
  const ready = useHydrated();
  const [busy, setBusy] = useState(false);

  async function withdraw() {
    setBusy(true);
    try {
      await trpc.question.withdrawComment.mutate({ questionId, commentId });
      router.refresh();
    } catch (error) {
      toast(problemOf(error).message);
      setBusy(false);
    }
  }

  return (
    <button type="button" className="link mt-1" disabled={!ready || busy} onClick={withdraw}>
      Withdraw remark
    </button>
  );
}

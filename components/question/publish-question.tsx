"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button, ButtonLink } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useHydrated } from "#components/ui/use-hydrated";

/** A draft is seen by those who may write it; publishing opens it to forecasts and fixes its close. */
export function PublishQuestion({ questionId, scenarioId }: { questionId: string; scenarioId: string }) {
  const router = useRouter();
  const ready = useHydrated();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  async function publish() {
    setBusy(true);
    setFailure("");
    try {
      await trpc.question.publish.mutate({ questionId });
      router.refresh();
    } catch (error) {
      setFailure(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="mb-6">
      <Note kind={failure ? "bad" : "info"}>
        <p>{failure || "A draft: forecasters do not see it. Publishing opens it to forecasts and fixes its close."}</p>
        <p className="row mt-2">
          <Button variant="primary" busy={busy} disabled={!ready} onClick={publish}>
            Publish question
          </Button>
          <ButtonLink href={`/scenarios/${scenarioId}/question?edit=${questionId}`}>Edit draft</ButtonLink>
        </p>
      </Note>
    </div>
  );
}

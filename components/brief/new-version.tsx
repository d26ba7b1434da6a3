"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { PageHead } from "#components/ui/page-head";
import { toast } from "#components/ui/toast";
import { CheckStep } from "./check-step";
import { ImportSteps } from "./import-steps";
import { PasteText } from "./paste-text";
import { type Review, ReviewQuotes, type Span } from "./review-quotes";
import { type Checking, useBriefText } from "./use-brief-text";

interface NewVersionProps {
  brief: { id: string; teamId: string; title: string; author: string; publisher: string; language: string };
  /** Number of the version in force. */
  number: number;
}

/** A brief's next version in four steps: paste, check what was cut, review what became of the quotes, save. */
export function NewVersion({ brief, number }: NewVersionProps) {
  const router = useRouter();
  const { teamId, title, author, publisher, language } = brief;
  const { checking, errors, busy, run, paste, check } = useBriefText(teamId, (draft) => ({
    title: draft.title ?? title,
    author,
    publisher,
    language,
    teamId,
  }));
  const [reviewed, setReviewed] = useState<Review | null>(null);
  const next = number + 1;

  const textOf = ({ upload, digest, decisions, fields: { teamId: _, ...fields } }: Checking) => ({
    briefId: brief.id,
    upload,
    digest,
    decisions,
    ...fields,
  });

  function review(given: Checking) {
    void run(async () => {
      setReviewed(await trpc.brief.review.mutate(textOf(given)));
      window.scrollTo(0, 0);
    }, "save");
  }

  function save(
    given: Checking,
    base: number,
    reason: string,
    anchors: Record<string, (Span & { exact: string }) | null>,
  ) {
    void run(async () => {
      const saved = await trpc.brief.createVersion.mutate({ ...textOf(given), base, reason, anchors });
      toast(`Saved as version ${saved.number}.`);
      router.push(`/briefs/${brief.id}`);
      router.refresh();
    }, "save");
  }

  if (!checking)
    return (
      <>
        <PageHead
          title={`Version ${next} of this brief`}
          lead="Paste the new text as you copied it, or choose its file. Version 1 and those since stay as they are."
        >
          <ImportSteps at="paste" next />
        </PageHead>
        <PasteText {...paste} />
      </>
    );
  if (reviewed)
    return (
      <ReviewQuotes
        review={reviewed}
        next={next}
        busy={busy}
        errors={errors}
        onSave={(reason, placed) => save(checking, reviewed.base, reason, placed)}
        onBack={() => setReviewed(null)}
      />
    );
  return (
    <CheckStep
      {...check}
      checking={checking}
      lead={() => "Cut what does not belong to the text, bring back what does."}
      next
      teams={[]}
      submit="Review the quotes"
      onSave={() => review(checking)}
    />
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { PageHead } from "#components/ui/page-head";
import { toast } from "#components/ui/toast";
import type { BriefDraft } from "#core/brief/brief";
import { applyDecisions, type Decision } from "#core/brief/decisions";
import { type BriefFields, CheckPanel } from "./check-panel";
import { CheckText } from "./check-text";
import { ImportSteps } from "./import-steps";
import { PasteText } from "./paste-text";
import { type Review, ReviewQuotes, type Span } from "./review-quotes";
import { oversize, type Upload } from "./upload";

interface NewVersionProps {
  brief: { id: string; teamId: string; title: string; author: string; publisher: string; language: string };
  /** Number of the version in force. */
  number: number;
}

interface Checking {
  upload: Upload;
  draft: BriefDraft;
  digest: string;
  decisions: Record<number, Decision>;
  fields: BriefFields;
  review: Review | null;
}

/**
 * A brief's next version in four steps: paste, check what was cut, review what became of the quotes, save. What is typed
 * and decided stays through every error and every step back.
 */
export function NewVersion({ brief, number }: NewVersionProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [checking, setChecking] = useState<Checking | null>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const next = number + 1;

  async function run(act: () => Promise<void>, field: string) {
    setBusy(true);
    setErrors({});
    try {
      await act();
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      setErrors({ [field]: message, ...fieldErrors });
    } finally {
      setBusy(false);
    }
  }

  function read(upload: Upload) {
    const tooLong = oversize(upload);
    if (tooLong !== null) return setErrors({ text: tooLong });
    void run(async () => {
      const { draft, digest } = await trpc.brief.preview.mutate({ teamId: brief.teamId, upload });
      const { title, author, publisher, language } = brief;
      const fields = { title: draft.title ?? title, author, publisher, language, teamId: brief.teamId };
      setChecking({ upload, draft, digest, decisions: {}, fields, review: null });
      window.scrollTo(0, 0);
    }, "text");
  }

  const textOf = ({ upload, digest, decisions, fields: { teamId: _, ...fields } }: Checking) => ({
    briefId: brief.id,
    upload,
    digest,
    decisions,
    ...fields,
  });

  function review(given: Checking) {
    void run(async () => {
      setChecking({ ...given, review: await trpc.brief.review.mutate(textOf(given)) });
      window.scrollTo(0, 0);
    }, "save");
  }

  function save(given: Checking, reason: string, placed: Record<string, (Span & { exact: string }) | null>) {
    void run(async () => {
      const base = given.review?.base ?? number;
      const saved = await trpc.brief.createVersion.mutate({ ...textOf(given), base, reason, anchors: placed });
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
        <PasteText
          text={text}
          onText={setText}
          busy={busy}
          error={errors.text}
          onRead={read}
          onProblem={(message) => setErrors({ text: message })}
        />
      </>
    );
  if (checking.review)
    return (
      <ReviewQuotes
        review={checking.review}
        next={next}
        busy={busy}
        errors={errors}
        onSave={(reason, placed) => save(checking, reason, placed)}
        onBack={() => setChecking({ ...checking, review: null })}
      />
    );
  return (
    <CheckStep
      checking={checking}
      errors={errors}
      busy={busy}
      onChange={setChecking}
      onReview={() => review(checking)}
      onBack={() => {
        setErrors({});
        setChecking(null);
      }}
    />
  );
}

interface CheckStepProps {
  checking: Checking;
  errors: Record<string, string>;
  busy: boolean;
  onChange: (checking: Checking) => void;
  onReview: () => void;
  onBack: () => void;
}

function CheckStep({ checking, errors, busy, onChange, onReview, onBack }: CheckStepProps) {
  const { draft, decisions, fields } = checking;
  const parsed = useMemo(() => applyDecisions(draft, decisions), [draft, decisions]);
  return (
    <>
      <PageHead title="Check what was kept" lead="Cut what does not belong to the text, bring back what does.">
        <ImportSteps at="check" next />
      </PageHead>
      <div className="imp-grid">
        <CheckText
          draft={draft}
          decisions={decisions}
          onDecide={(id, decision) => {
            const { [id]: _, ...others } = decisions;
            onChange({ ...checking, decisions: decision === null ? others : { ...others, [id]: decision } });
          }}
        />
        <CheckPanel
          brief={parsed}
          undone={Object.values(decisions).filter((decision) => decision === "keep").length}
          teams={[]}
          fields={fields}
          errors={errors}
          busy={busy}
          submit="Review the quotes"
          onFields={(next) => onChange({ ...checking, fields: next })}
          onSave={onReview}
          onBack={onBack}
        />
      </div>
    </>
  );
}

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
import { oversize, type Upload } from "./upload";

interface Team {
  id: string;
  name: string;
}

interface Checking {
  upload: Upload;
  draft: BriefDraft;
  digest: string;
  decisions: Record<number, Decision>;
  fields: BriefFields;
}

/**
 * From a text to a saved brief in three steps: paste, check what was cut, save. What is typed and decided stays
 * through every error and every step back.
 */
export function ImportBrief({ teams, teamId }: { teams: readonly Team[]; teamId: string }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [checking, setChecking] = useState<Checking | null>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

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
    if (tooLong !== null) {
      setErrors({ text: tooLong });
      return;
    }
    void run(async () => {
      const { draft, digest } = await trpc.brief.preview.mutate({ teamId, upload });
      setChecking({ upload, draft, digest, decisions: {}, fields: fieldsOf(draft, teamId) });
      window.scrollTo(0, 0);
    }, "text");
  }

  function save({ upload, digest, decisions, fields }: Checking) {
    void run(async () => {
      const { briefId } = await trpc.brief.create.mutate({ upload, digest, decisions, ...fields });
      toast("Saved as version 1.");
      router.push(`/briefs/${briefId}`);
      router.refresh();
    }, "save");
  }

  if (!checking) {
    return (
      <>
        <PageHead
          title="New brief"
          lead="Paste the text of an analysis as you copied it, or choose its file. You see next what is kept and what is cut."
        >
          <ImportSteps at="paste" />
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
  }
  return (
    <CheckStep
      checking={checking}
      teams={teams}
      errors={errors}
      busy={busy}
      onChange={setChecking}
      onSave={() => save(checking)}
      onBack={() => {
        setErrors({});
        setChecking(null);
      }}
    />
  );
}

interface CheckStepProps {
  checking: Checking;
  teams: readonly Team[];
  errors: Record<string, string>;
  busy: boolean;
  onChange: (checking: Checking) => void;
  onSave: () => void;
  onBack: () => void;
}

function CheckStep({ checking, teams, errors, busy, onChange, onSave, onBack }: CheckStepProps) {
  const { draft, decisions, fields } = checking;
  const brief = useMemo(() => applyDecisions(draft, decisions), [draft, decisions]);
  return (
    <>
      <PageHead title="Check what was kept" lead={<CutSummary cuts={brief.cuts.length} />}>
        <ImportSteps at="check" />
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
          brief={brief}
          undone={Object.values(decisions).filter((decision) => decision === "keep").length}
          teams={teams}
          fields={fields}
          errors={errors}
          busy={busy}
          onFields={(next) => onChange({ ...checking, fields: next })}
          onSave={onSave}
          onBack={onBack}
        />
      </div>
    </>
  );
}

function CutSummary({ cuts }: { cuts: number }) {
  if (cuts === 0) return "Nothing was cut. Cut what does not belong to the text.";
  return `${cuts === 1 ? "One piece reads" : `${cuts} pieces read`} like web page furniture and ${cuts === 1 ? "is" : "are"} cut. Each is shown where it stood; bring back any that belong.`;
}

function fieldsOf({ title, author, publisher, language }: BriefDraft, teamId: string): BriefFields {
  return {
    title: title ?? "",
    author: author ?? "",
    publisher: publisher ?? "",
    language: language === "und" ? "en" : language,
    teamId,
  };
}

"use client";

import { useMemo } from "react";
import { PageHead } from "#components/ui/page-head";
import { applyDecisions } from "#core/brief/decisions";
import { CheckPanel } from "./check-panel";
import { CheckText } from "./check-text";
import { ImportSteps } from "./import-steps";
import type { Checking } from "./use-brief-text";

interface CheckStepProps {
  checking: Checking;
  /** By the number of pieces that are cut. */
  lead: (cuts: number) => string;
  /** Whether it is a next version. */
  next?: boolean;
  teams: readonly { id: string; name: string }[];
  errors: Record<string, string>;
  busy: boolean;
  submit?: string;
  onChange: (checking: Checking) => void;
  onSave: () => void;
  onBack: () => void;
}

/** What was kept of a text and what was cut, to be changed piece by piece, and the fields that go with it. */
export function CheckStep({
  checking,
  lead,
  next,
  teams,
  errors,
  busy,
  submit,
  onChange,
  onSave,
  onBack,
}: CheckStepProps) {
  const { draft, decisions, fields } = checking;
  const parsed = useMemo(() => applyDecisions(draft, decisions), [draft, decisions]);
  return (
    <>
      <PageHead title="Check what was kept" lead={lead(parsed.cuts.length)}>
        <ImportSteps at="check" next={next} />
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
          teams={teams}
          fields={fields}
          errors={errors}
          busy={busy}
          submit={submit}
          onFields={(changed) => onChange({ ...checking, fields: changed })}
          onSave={onSave}
          onBack={onBack}
        />
      </div>
    </>
  );
}

"use client";

import { useId, useState } from "react";
import { counted, percent as percentText } from "#components/ui/format";
import { To } from "#components/ui/icons";
import { useHydrated } from "#components/ui/use-hydrated";
import type { WordScale } from "#core/wording";
import { ChoiceRow } from "./choice-row";
import { ForecastFrame, type ForecastInputProps } from "./forecast-frame";
import { SaveButton } from "./save-button";
import { type Shares, sumInWords } from "./shares";
import { type StandingChoice, useChoiceDraft } from "./use-choice-draft";
import { useForecastRun } from "./use-forecast-run";

export interface ChoiceInputProps extends ForecastInputProps {
  /** In force, in their order. */
  options: readonly string[];
  standing: StandingChoice | null;
  scale: WordScale;
  /** Middle half of the crowd in percent, by option, where this reader may see it. */
  bands?: readonly { low: number; high: number }[] | null;
  /** One probability per option, together 1. */
  onSave: (probabilities: number[], reason: string | undefined) => Promise<void>;
}

/** A share of 100 % for each option: numbers first, their sum live, and one press that makes it 100. */
export function ChoiceInput(props: ChoiceInputProps) {
  const { questionId, options, standing, scale, bands, closed, footnote, firstHint } = props;
  const id = useId();
  const ready = useHydrated();
  const draft = useChoiceDraft(options, standing);
  const run = useForecastRun();
  const [refused, setRefused] = useState(false);
  const { rows, shares, stands, whole, changed, dirty } = draft;
  const locked = Boolean(closed);
  const said = stands === null ? null : sharesInWords(options, stands);

  function save() {
    setRefused(changed && whole === null);
    if (run.busy || !changed || whole === null) return;
    const work = () =>
      props.onSave(
        whole.map((share) => share / 100),
        run.reason.trim() || undefined,
      );
    void run.run("save", work, "Saved", null, () => draft.settle(whole));
  }

  function revert() {
    draft.revert();
    run.revert();
    setRefused(false);
  }

  return (
    <ForecastFrame
      questionId={questionId}
      run={run}
      ready={ready}
      stands={said}
      since={stands === standing?.percents ? standing?.since : undefined}
      closed={closed}
      footnote={footnote}
      large={draft.large}
      dirty={dirty}
      save={
        <>
          {changed && stands !== null ? <Changes id={`${id}-changes`} rows={rows} /> : null}
          {refused && whole === null ? (
            <p className="err mt-3" role="alert">
              {sumInWords(shares)}. All options have to come to 100 %: type the rest or press Normalise.
            </p>
          ) : null}
          <SaveButton
            changed={changed}
            what={whole && stands ? counted(rows.filter((row) => row.changed).length, "change", "changes") : null}
            describedBy={changed && stands !== null ? `${id}-changes` : undefined}
            revertible={dirty}
            busy={run.busy === "save"}
            ready={ready && run.busy === null}
            hint={stands === null ? firstHint : null}
            onRevert={revert}
          />
        </>
      }
      onSubmit={save}
      onRevert={revert}
      onReaffirm={() => void run.run("reaffirm", props.onReaffirm, "Reaffirmed", null, () => draft.settle(stands))}
      onWithdraw={() => void run.run("withdraw", props.onWithdraw, "Withdrawn", null, () => draft.settle(null))}
    >
      <fieldset>
        <legend className="vh">Probability of each option</legend>
        <ul className="choices">
          {rows.map((row, i) => (
            <ChoiceRow
              {...row}
              key={row.option}
              scale={scale}
              added={stands !== null && row.was === null}
              band={bands?.[i] ?? null}
              first={i === 0}
              disabled={!ready}
              readOnly={locked}
              onType={(text) => draft.type(row.option, text)}
              onMove={(to) => draft.move(row.option, to)}
            />
          ))}
        </ul>
        {locked ? null : (
          <div className="choice-sum">
            <span role="status" className={whole ? undefined : "m"}>
              {sumInWords(shares)}
            </span>
            <span className="row gap-2">
              {draft.undo ? (
                <button type="button" className="btn btn-quiet btn-sm" onClick={draft.undo}>
                  Undo
                </button>
              ) : null}
              <button
                type="button"
                className="btn btn-sm"
                title="Make the options come to 100 %"
                disabled={!ready || whole !== null || shares.every((share) => share === null)}
                onClick={draft.normalise}
              >
                Normalise
              </button>
            </span>
          </div>
        )}
      </fieldset>
    </ForecastFrame>
  );
}

/** "Before October 22 %, Later 78 %". */
function sharesInWords(options: readonly string[], shares: Shares): string {
  return options
    .flatMap((option, i) => {
      const share = shares[i] ?? null;
      return share === null ? [] : [`${option} ${percentText(share / 100)}`];
    })
    .join(", ");
}

type Row = ReturnType<typeof useChoiceDraft>["rows"][number];

/** What saving would change, option by option. */
function Changes({ id, rows }: { id: string; rows: readonly Row[] }) {
  return (
    <ul className="changes small mt-3.5" id={id} aria-label="What saving changes">
      {rows
        .filter(({ changed }) => changed)
        .map(({ option, was, percent }) => (
          <li key={option}>
            <span>{option}</span>
            <span className="nw tn m">
              {was === null ? "none" : percentText(was / 100)}
              <To />
              {percent === null ? "none" : percentText(percent / 100)}
            </span>
          </li>
        ))}
    </ul>
  );
}

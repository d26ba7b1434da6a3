"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import type { Fate } from "#core/anchor-review";
import type { PassageKind } from "#core/brief/brief";
import { ImportSteps } from "./import-steps";
import { LostQuote } from "./lost-quote";
import { selectedSpan } from "./selection-span";

export interface Span {
  start: number;
  end: number;
}

export interface ReviewedQuote {
  id: string;
  scenario: { id: string; number: number; statement: string };
  fate: Fate;
  exact: string;
  was: number | null;
  span: Span | null;
  likely: readonly Span[];
}

/** What would become of a brief's quotes in the next version. */
export interface Review {
  base: number;
  text: string;
  passages: readonly { number: number | null; kind: PassageKind; text: string; start: number }[];
  anchors: readonly ReviewedQuote[];
}

interface ReviewQuotesProps {
  review: Review;
  /** Number of the version to be saved. */
  next: number;
  busy: boolean;
  errors: Record<string, string>;
  onSave: (reason: string, placed: Record<string, (Span & { exact: string }) | null>) => void;
  onBack: () => void;
}

/** What moved: quotes that stand, those that stand elsewhere, and those whose words are gone, each to be placed or left. */
export function ReviewQuotes({ review, next, busy, errors, onSave, onBack }: ReviewQuotesProps) {
  const { text, anchors, passages } = review;
  const [placed, setPlaced] = useState<Record<string, Span>>({});
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState("");
  const desk = useRef<HTMLElement>(null);
  const lost = anchors.filter(({ span }) => span === null);
  const moved = anchors.filter(({ fate }) => fate === "moved");
  const unchanged = anchors.filter(({ fate }) => fate === "unchanged");
  const open = lost.filter(({ id }) => !placed[id]).length;
  const numberAt = (at: number) => passages.findLast(({ start }) => start <= at)?.number ?? null;

  function place(id: string, span: Span | null) {
    const { [id]: _, ...others } = placed;
    setPlaced(span ? { ...others, [id]: span } : others);
    setSaid(span ? "The quote is placed." : "The quote is left orphaned.");
  }

  function placeSelection(id: string) {
    const span = desk.current && selectedSpan(desk.current, document.getSelection(), text);
    if (span) place(id, span);
    else setSaid("Select some words of the new text first.");
  }

  return (
    <>
      <PageHead
        title="Review the quotes"
        lead={`${counted(unchanged.length, "quote stands as it was", "quotes stand as they were")}, ${moved.length} moved, ${lost.length} lost their words. Nothing is pointed to other words unless you do it.`}
      >
        <ImportSteps at="review" next />
      </PageHead>
      <div className="imp-grid">
        <section ref={desk} aria-label="The new text">
          {passages.map(({ number, kind, text: words, start }) => (
            <p key={start} className={kind === "heading" ? "sec brief-heading" : "reading mt-3"}>
              {number === null ? null : <span className="small muted">¶{number} </span>}
              <span data-at={start}>{words}</span>
            </p>
          ))}
        </section>
        <aside className="stack-6">
          {lost.length > 0 ? (
            <section aria-labelledby="lost">
              <SecHead title="Words that are gone" id="lost" />
              {lost.map((quote) => (
                <LostQuote
                  key={quote.id}
                  quote={quote}
                  text={text}
                  placed={placed[quote.id] ?? null}
                  numberAt={numberAt}
                  onPlace={(span) => place(quote.id, span)}
                  onSelection={() => placeSelection(quote.id)}
                />
              ))}
            </section>
          ) : null}
          {moved.length > 0 ? (
            <section aria-labelledby="moved">
              <SecHead title="Moved with their words" id="moved" />
              <ul className="stack small">
                {moved.map((quote) => (
                  <li key={quote.id}>
                    <b>{quote.scenario.number}</b> “{quote.exact}”{" "}
                    <span className="muted">{whereWords(quote, numberAt)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <details className="data">
            <summary>{counted(unchanged.length, "quote stands as it was", "quotes stand as they were")}</summary>
            <ul className="stack small">
              {unchanged.map(({ id, scenario, exact }) => (
                <li key={id}>
                  <b>{scenario.number}</b> “{exact}”
                </li>
              ))}
            </ul>
          </details>
          <form
            className="panel"
            aria-labelledby="save-version"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              const entries = Object.entries(placed).map(([id, span]) => [id, wordsAt(text, span)] as const);
              onSave(reason, Object.fromEntries(entries));
            }}
          >
            <h2 className="sec" id="save-version">
              Save version {next}
            </h2>
            <TextArea
              label="What changed"
              name="reason"
              rows={2}
              value={reason}
              error={errors.reason}
              hint="Readers see it in the list of versions."
              onChange={(event) => setReason(event.target.value)}
            />
            <p className="small ink2 mt-2">
              {open === 0
                ? "Every quote has its words."
                : `${counted(open, "quote stays orphaned", "quotes stay orphaned")}; it can be placed later on the brief’s page.`}
            </p>
            <p className="small muted" role="status">
              {said}
            </p>
            {errors.save && !errors.reason ? <Note kind="bad">{errors.save}</Note> : null}
            <div className="row mt-4">
              <Button type="submit" variant="primary" busy={busy}>
                Save as version {next}
              </Button>
              <Button variant="quiet" onClick={onBack} disabled={busy}>
                Back to the text
              </Button>
            </div>
          </form>
        </aside>
      </div>
    </>
  );
}

const wordsAt = (text: string, span: Span) => ({ ...span, exact: text.slice(span.start, span.end) });

function whereWords({ was, span }: ReviewedQuote, numberAt: (at: number) => number | null): string {
  const now = span && numberAt(span.start);
  const from = was === null ? "found again" : `from ¶${was}`;
  return now === null ? from : `${from} to ¶${now}`;
}

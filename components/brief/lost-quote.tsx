import { Button } from "#components/ui/button";
import { DiffText } from "#components/ui/diff-text";
import { Tag } from "#components/ui/tag";
import type { ReviewedQuote, Span } from "./review-quotes";

interface LostQuoteProps {
  quote: ReviewedQuote;
  /** Of the new version. */
  text: string;
  placed: Span | null;
  numberAt: (at: number) => number | null;
  onPlace: (span: Span | null) => void;
  onSelection: () => void;
}

/** A quote whose words are gone: what they may have become, to be taken by a press, by selecting, or not at all. */
export function LostQuote({ quote, text, placed, numberAt, onPlace, onSelection }: LostQuoteProps) {
  const { scenario, exact, fate, likely } = quote;
  return (
    <article className="stack lost-quote" aria-label={`Quote of scenario ${scenario.number}`}>
      <p className="body">
        <b>{scenario.number}</b> {scenario.statement}{" "}
        <Tag kind="warn">{placed ? "placed by you" : fate === "changed" ? "changed words" : "orphaned"}</Tag>
      </p>
      <blockquote className="small ink2 picked-quote">“{exact}”</blockquote>
      {placed ? (
        <>
          <p className="small muted">It will quote ¶{numberAt(placed.start) ?? "–"}:</p>
          <DiffText before={exact} after={text.slice(placed.start, placed.end)} />
          <div className="row">
            <Button small onClick={() => onPlace(null)}>
              Leave it orphaned instead
            </Button>
          </div>
        </>
      ) : (
        <>
          {likely.map((span) => (
            <div key={span.start} className="stack">
              <p className="small muted">Perhaps these, in ¶{numberAt(span.start) ?? "–"}:</p>
              <DiffText before={exact} after={text.slice(span.start, span.end)} />
              <div className="row">
                <Button
                  small
                  onClick={() => onPlace(span)}
                  aria-label={`Take these words for scenario ${scenario.number}`}
                >
                  Take these words
                </Button>
              </div>
            </div>
          ))}
          <div className="row">
            <Button small variant="quiet" onMouseDown={(event) => event.preventDefault()} onClick={onSelection}>
              Use the words selected in the text
            </Button>
          </div>
        </>
      )}
    </article>
  );
}

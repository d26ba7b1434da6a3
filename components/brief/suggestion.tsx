import type { Candidate } from "#core/brief/candidates";

interface SuggestionProps {
  candidate: Candidate;
  /** Of the quoted words in the canonical text. */
  start: number;
  end: number;
  /** Whether there is a scenario that these words could belong to. */
  mayAdd: boolean;
}

/** A sentence that could become a scenario, marked as no more than that, with what gave it away. */
export function Suggestion({ candidate, start, end, mayAdd }: SuggestionProps) {
  const { statement, why } = candidate;
  const quote = `${start}-${end}`;
  return (
    <div className="sug" data-item>
      <span className="muted">Suggested, from {why.join(", ")}</span>
      <q>{statement}</q>
      <div className="row mt-1">
        <button type="button" className="link" data-quote={quote}>
          New scenario
          <span className="vh"> from: {statement}</span>
        </button>
        {mayAdd ? (
          <button type="button" className="link" data-quote={quote} data-act="add">
            Add to a scenario
            <span className="vh">: {statement}</span>
          </button>
        ) : null}
      </div>
    </div>
  );
}

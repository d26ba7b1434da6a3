"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { toast } from "#components/ui/toast";
import { statementOf } from "#core/brief/candidates";

/** Words of a brief version, as they are anchored. */
export interface PickedQuote {
  briefVersionId: string;
  start: number;
  end: number;
  exact: string;
}

interface NewScenarioProps {
  briefId: string;
  language: string;
  /** Null while closed. */
  quote: PickedQuote | null;
  onClose: () => void;
}

/** A scenario from quoted words: its statement, begun from them, then its question. */
export function NewScenario({ briefId, language, quote, onClose }: NewScenarioProps) {
  return (
    <Dialog open={quote !== null} onClose={onClose} title="New scenario">
      {quote ? (
        <NewScenarioForm
          key={`${quote.start}-${quote.end}`}
          briefId={briefId}
          quote={quote}
          first={statementOf(quote.exact, language)}
          onDone={onClose}
        />
      ) : null}
    </Dialog>
  );
}

function NewScenarioForm({
  briefId,
  quote,
  first,
  onDone,
}: {
  briefId: string;
  quote: PickedQuote;
  first: string;
  onDone: () => void;
}) {
  const router = useRouter();
  const [statement, setStatement] = useState(first.length > 500 ? "" : first);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(goOn: boolean) {
    setBusy(true);
    setProblem(null);
    try {
      const { scenarioId, number } = await trpc.scenario.create.mutate({ briefId, statement, quote });
      onDone();
      if (goOn) router.push(`/scenarios/${scenarioId}/question`);
      else {
        toast(`Scenario ${number} saved.`);
        router.refresh();
      }
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      setProblem(fieldErrors.statement ?? fieldErrors.exact ?? message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="stack mt-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(true);
      }}
    >
      <blockquote className="reading picked-quote">
        <span className="hl">{quote.exact}</span>
      </blockquote>
      <Field
        label="Statement"
        hint="One development in one sentence, in your own words: what would have happened?"
        error={problem}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            ref={wantsFocus}
            className="input"
            rows={3}
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
          />
        )}
      </Field>
      <div className="row mt-4">
        <Button type="submit" variant="primary" busy={busy}>
          Save and write its question
        </Button>
        <Button onClick={() => void save(false)} busy={busy}>
          Save scenario
        </Button>
      </div>
    </form>
  );
}

/** The dialog's own `showModal` gives the focus to what has this attribute; React's `autoFocus` does not set it. */
function wantsFocus(field: HTMLTextAreaElement | null): void {
  field?.setAttribute("autofocus", "");
}

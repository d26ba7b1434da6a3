"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Select } from "#components/ui/field";
import { toast } from "#components/ui/toast";
import type { PickedQuote } from "./new-scenario";

interface AddToScenarioProps {
  scenarios: readonly { id: string; number: number; statement: string }[];
  /** Quotes that lost their words: these can take their place. */
  orphans: readonly { id: string; scenario: { id: string; number: number }; exact: string }[];
  /** Null while closed. */
  quote: PickedQuote | null;
  onClose: () => void;
}

/** An option is one line. */
const LONGEST = 60;

/** The same development in other words of the brief: one more quote of a scenario that is there. */
export function AddToScenario({ scenarios, orphans, quote, onClose }: AddToScenarioProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const picked = chosen || (scenarios[0]?.id ?? "");
  const orphan = orphans.find(({ id }) => id === picked);

  async function save() {
    if (!quote) return;
    setBusy(true);
    setProblem(null);
    try {
      if (orphan) await trpc.scenario.reanchor.mutate({ scenarioId: orphan.scenario.id, anchorId: orphan.id, quote });
      else await trpc.scenario.addPassage.mutate({ scenarioId: picked, quote });
      onClose();
      toast(orphan ? "The quote has its words again." : "Quote added.");
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={quote !== null} onClose={onClose} title="Add to a scenario">
      <form
        className="stack mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <blockquote className="reading picked-quote">
          <span className="hl">{quote?.exact}</span>
        </blockquote>
        <Select label="Scenario" value={picked} onChange={(event) => setChosen(event.target.value)} error={problem}>
          {scenarios.map(({ id, number, statement }) => (
            <option key={id} value={id}>
              {number}. {statement}
            </option>
          ))}
          {orphans.map(({ id, scenario, exact }) => (
            <option key={id} value={id}>
              {scenario.number}. in place of the lost words “{exact.slice(0, LONGEST)}”
            </option>
          ))}
        </Select>
        <div className="row mt-4">
          <Button type="submit" variant="primary" busy={busy}>
            Add the quote
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

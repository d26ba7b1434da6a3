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
  /** Null while closed. */
  quote: PickedQuote | null;
  onClose: () => void;
}

/** The same development in other words of the brief: one more quote of a scenario that is there. */
export function AddToScenario({ scenarios, quote, onClose }: AddToScenarioProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const scenarioId = chosen || (scenarios[0]?.id ?? "");

  async function save() {
    if (!quote) return;
    setBusy(true);
    setProblem(null);
    try {
      await trpc.scenario.addPassage.mutate({ scenarioId, quote });
      onClose();
      toast("Quote added.");
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
        <Select label="Scenario" value={scenarioId} onChange={(event) => setChosen(event.target.value)} error={problem}>
          {scenarios.map(({ id, number, statement }) => (
            <option key={id} value={id}>
              {number}. {statement}
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

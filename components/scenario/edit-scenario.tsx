"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { TextArea } from "#components/ui/field";
import { toast } from "#components/ui/toast";

interface EditScenarioProps {
  scenario: { id: string; number: number; statement: string };
}

/** Rewords a scenario or takes it out of the lists. */
export function EditScenario({ scenario }: EditScenarioProps) {
  const { id: scenarioId, number } = scenario;
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [statement, setStatement] = useState(scenario.statement);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(act: () => Promise<unknown>, done: string) {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      setOpen(false);
      toast(done);
      router.refresh();
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      setProblem(fieldErrors.statement ?? message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        className="link"
        aria-label={`Edit scenario ${number}`}
        onClick={() => {
          setStatement(scenario.statement);
          setProblem(null);
          setOpen(true);
        }}
      >
        Edit
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Scenario ${number}`}>
        <form
          className="stack mt-4"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => trpc.scenario.edit.mutate({ scenarioId, statement }), "Statement saved.");
          }}
        >
          <TextArea
            label="Statement"
            rows={3}
            value={statement}
            error={problem}
            onChange={(event) => setStatement(event.target.value)}
          />
          <p className="hint">
            The question keeps its own wording. An archived scenario keeps its forecasts and can be restored.
          </p>
          <div className="row between mt-4">
            <Button type="submit" variant="primary" busy={busy} disabled={statement.trim() === scenario.statement}>
              Save statement
            </Button>
            <Button
              variant="danger"
              busy={busy}
              onClick={() =>
                void run(() => trpc.scenario.archive.mutate({ scenarioId }), `Scenario ${number} archived.`)
              }
            >
              Archive scenario
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

/** Brings an archived scenario back. */
export function RestoreScenario({ scenario }: EditScenarioProps) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <>
      <button
        type="button"
        className="link"
        aria-label={`Restore scenario ${scenario.number}`}
        onClick={() => {
          trpc.scenario.restore.mutate({ scenarioId: scenario.id }).then(
            () => {
              toast(`Scenario ${scenario.number} restored.`);
              router.refresh();
            },
            (error: unknown) => setProblem(problemOf(error).message),
          );
        }}
      >
        Restore
      </button>
      {problem ? <span className="err"> {problem}</span> : null}
    </>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import type { OutcomeKind } from "#core/outcome";
import { verdictLabel } from "./outcome";

interface DecideProps {
  proposalId: string;
  outcome: OutcomeKind | null;
  said: string | null;
  correction: boolean;
  /** How many people confirming scores; `exact` is false before reveal. */
  people: number;
  exact: boolean;
  /** How many conditional questions it decides or opens again. */
  conditionals: number;
  own: boolean;
  mayConfirm: boolean;
}

/** What the press does, on the button itself. */
function effectOf(props: DecideProps): string {
  const { conditionals } = props;
  const also =
    conditionals > 0 ? `, move ${counted(conditionals, "conditional question", "conditional questions")}` : "";
  return `${ownEffect(props)}${also}`;
}

function ownEffect({ outcome, said, correction, people, exact }: DecideProps): string {
  if (outcome === null) return "withdraw the verdict and its scores";
  const label = verdictLabel({ outcome, said });
  const many = counted(people, "person", "people");
  if (people === 0) return `${label}, ${correction ? "no scores" : "score nobody"}`;
  return `${label}, ${correction ? "rescore" : "score"} ${exact ? "" : "up to "}${many}`;
}

/** Confirm or reject another's proposal; take back one's own. */
export function Decide(props: DecideProps) {
  const { proposalId, correction, own, mayConfirm } = props;
  const router = useRouter();
  const hydrated = useHydrated();
  const [rejecting, setRejecting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(act: () => Promise<string>) {
    setBusy(true);
    setProblem(null);
    try {
      toast(await act());
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note") ?? "");
    return run(async () => {
      const { scored } = await trpc.resolution.confirm.mutate({ proposalId, note });
      return scored > 0
        ? `Confirmed. ${counted(scored, "person is", "people are")} scored.`
        : "Confirmed. Nobody is scored.";
    });
  };
  const retract = () =>
    run(async () => {
      await trpc.resolution.retract.mutate({ proposalId });
      return "Proposal retracted.";
    });
  const reject = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note") ?? "");
    return run(async () => {
      await trpc.resolution.reject.mutate({ proposalId, note });
      return "Rejected. The proposer reads why.";
    });
  };

  return (
    <div className="stack-4">
      <form className="stack-4 max-w-measure" onSubmit={confirm}>
        {mayConfirm ? (
          <TextArea label="Note" name="note" optional rows={2} hint="What you looked at. It stays with the verdict." />
        ) : null}
        <div className="row">
          {mayConfirm ? (
            <Button
              variant="primary"
              type="submit"
              busy={busy}
              disabled={!hydrated}
              data-shortcut="y"
              data-shortcut-only="focus"
              data-shortcut-label="Go to confirming the proposal"
            >
              Confirm resolution: {effectOf(props)}
            </Button>
          ) : null}
          {own ? (
            <Button busy={busy} disabled={!hydrated} onClick={retract}>
              Retract proposal
            </Button>
          ) : (
            <Button
              disabled={!hydrated}
              aria-expanded={rejecting}
              data-shortcut="n"
              data-shortcut-label="Reject the proposal"
              onClick={() => setRejecting(!rejecting)}
            >
              Reject with a reason
            </Button>
          )}
        </div>
        {mayConfirm ? (
          <p className="hint">
            Confirming enters the ledger and shows the scores to everyone on the desk. A later correction makes a new
            version; this one stays readable.
          </p>
        ) : null}
      </form>
      {rejecting && !own ? (
        <form className="stack-4 max-w-measure" onSubmit={reject}>
          <TextArea
            label="Reason"
            name="note"
            required
            rows={3}
            autoFocus
            hint={
              correction
                ? "The verdict in force stays as it is."
                : "The question takes forecasts again until its close."
            }
          />
          <Button variant="danger" type="submit" busy={busy}>
            Reject proposal
          </Button>
        </form>
      ) : null}
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </div>
  );
}

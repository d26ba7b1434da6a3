"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";

interface DecideProps {
  proposalId: string;
  /** What the press does: "Yes, score 11 people". */
  effect: string;
  own: boolean;
  mayConfirm: boolean;
}

/** Confirm or reject another's proposal; take back one's own. */
export function Decide({ proposalId, effect, own, mayConfirm }: DecideProps) {
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

  const confirm = () =>
    run(async () => {
      const { scored } = await trpc.resolution.confirm.mutate({ proposalId });
      return scored > 0 ? `Confirmed. ${scored} people are scored.` : "Confirmed. Nobody is scored.";
    });
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
      <div className="row">
        {mayConfirm ? (
          <Button variant="primary" busy={busy} disabled={!hydrated} onClick={confirm}>
            Confirm resolution: {effect}
          </Button>
        ) : null}
        {own ? (
          <Button busy={busy} disabled={!hydrated} onClick={retract}>
            Retract proposal
          </Button>
        ) : (
          <Button disabled={!hydrated} aria-expanded={rejecting} onClick={() => setRejecting(!rejecting)}>
            Reject with a reason
          </Button>
        )}
      </div>
      {rejecting && !own ? (
        <form className="stack-4 max-w-measure" onSubmit={reject}>
          <TextArea label="Reason" name="note" required rows={3} hint="The question takes forecasts again." />
          <Button variant="danger" type="submit" busy={busy}>
            Reject proposal
          </Button>
        </form>
      ) : null}
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </div>
  );
}

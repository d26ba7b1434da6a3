"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

/** What to do with a file that was looked at: import it, once nothing stands against it, or discard it. */
export function StartImport({ importId, faults, outside }: { importId: string; faults: number; outside: number }) {
  const { act, busy, problem } = useAct();
  const ready = useHydrated();
  const [record, setRecord] = useState(false);
  const bounds = record ? "record" : "refuse";
  const barred = faults > 0 || (outside > 0 && !record);
  return (
    <div className="stack-4">
      {outside > 0 ? (
        <fieldset className="choice-list">
          <legend className="label">{counted(outside, "probability", "probabilities")} outside 0.1–99.9 %</legend>
          <label>
            <input type="radio" name="bounds" checked={!record} onChange={() => setRecord(false)} disabled={!ready} />{" "}
            Refuse them: the file is not imported
          </label>
          <label>
            <input type="radio" name="bounds" checked={record} onChange={() => setRecord(true)} disabled={!ready} />{" "}
            Record the nearest, 0.1 or 99.9 %, and keep beside it what was stated
          </label>
        </fieldset>
      ) : null}
      <div className="row">
        <Button
          variant="primary"
          busy={busy}
          disabled={!ready || barred}
          onClick={() => act(() => trpc.exchange.start.mutate({ importId, bounds }))}
        >
          Import
        </Button>
        <Button
          busy={busy}
          disabled={!ready}
          onClick={() => act(() => trpc.exchange.cancel.mutate({ importId }), "Discarded.")}
        >
          Discard the file
        </Button>
      </div>
      <p className="small muted">
        {faults > 0
          ? "Nothing can be imported while there are faults. Correct the file and upload it again."
          : "All of it goes in, or nothing."}
      </p>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </div>
  );
}

/** Ends a step under way. */
export function StopImport({ importId }: { importId: string }) {
  const { act, busy, problem } = useAct();
  const ready = useHydrated();
  return (
    <>
      <Button
        busy={busy}
        disabled={!ready}
        onClick={() => act(() => trpc.exchange.cancel.mutate({ importId }), "Stopped.")}
      >
        Stop
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </>
  );
}

/** Takes an import back, once its effect was read. */
export function UndoImport({ importId, what }: { importId: string; what: string }) {
  const { act, busy, problem } = useAct();
  const ready = useHydrated();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button disabled={!ready} onClick={() => setOpen(true)}>
        Take this import back…
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Take this import back?">
        <p>
          {what} and their scores leave the team, and every board is as if they had never been there. What anybody else
          made stays as it is. The ledger keeps the entries, marked as withdrawn.
        </p>
        <p className="small muted">To bring it all in again, upload the file again.</p>
        <div className="row mt-4">
          <Button
            variant="danger"
            busy={busy}
            onClick={async () => {
              if (await act(() => trpc.exchange.undo.mutate({ importId }))) setOpen(false);
            }}
          >
            Take it back
          </Button>
          <Button onClick={() => setOpen(false)}>Keep it</Button>
        </div>
        {problem ? <Note kind="bad">{problem}</Note> : null}
      </Dialog>
    </>
  );
}

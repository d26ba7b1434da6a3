"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface ConfirmActProps {
  /** On the button, and for those who do not see the row. */
  children: ReactNode;
  label: string;
  title: string;
  /** What will come of it. */
  means: ReactNode;
  /** On the button that does it. */
  yes: string;
  done: string;
  act: () => Promise<unknown>;
  danger?: boolean;
}

/** A press that first says what it will do. */
export function ConfirmAct({ children, label, title, means, yes, done, act: call, danger }: ConfirmActProps) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const look = danger ? ("danger" as const) : undefined;
  return (
    <>
      <Button small variant={look} busy={busy} disabled={!hydrated} aria-label={label} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <Dialog open={open} onClose={() => setOpen(false)} title={title}>
        <div className="stack-4">
          <div className="body">{means}</div>
          <div className="row">
            <Button
              variant={look ?? "primary"}
              onClick={() => {
                setOpen(false);
                void act(call, done);
              }}
            >
              {yes}
            </Button>
            <Button onClick={() => setOpen(false)}>Leave it</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

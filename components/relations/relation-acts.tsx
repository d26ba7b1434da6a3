"use client";

import { Button } from "#components/ui/button";
import { useHydrated } from "#components/ui/use-hydrated";
import { DeclaringNotes } from "./declaring-notes";
import { useDeclare } from "./use-declare";

interface RelationActsProps {
  briefId: string;
  relationId: string;
  stands: boolean;
  withdrawn: boolean;
  /** What the relation says, for those who hear the buttons alone. */
  label: string;
}

/** Lets a relation go, or takes it up again. */
export function RelationActs({ briefId, relationId, stands, withdrawn, label }: RelationActsProps) {
  const hydrated = useHydrated();
  const declaring = useDeclare(briefId);
  const { withdraw, restore, busy } = declaring;
  return (
    <div className="stack">
      <div className="row">
        {stands ? null : (
          <Button
            small
            busy={busy}
            disabled={!hydrated}
            aria-label={`Take up again: ${label}`}
            onClick={() => void restore(relationId)}
          >
            Take up again
          </Button>
        )}
        {withdrawn ? null : (
          <Button
            small
            variant="quiet"
            busy={busy}
            disabled={!hydrated}
            aria-label={`Withdraw: ${label}`}
            onClick={() => void withdraw(relationId)}
          >
            Withdraw
          </Button>
        )}
      </div>
      <DeclaringNotes {...declaring} />
    </div>
  );
}

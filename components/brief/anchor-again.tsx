"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface AnchorAgainProps {
  scenario: { id: string; number: number };
  anchorId: string;
  quote: { briefVersionId: string; start: number; end: number; exact: string };
}

/** One press says that an orphaned quote now stands here. */
export function AnchorAgain({ scenario, anchorId, quote }: AnchorAgainProps) {
  const hydrated = useHydrated();
  const { act, busy, problem } = useAct();
  return (
    <div className="row">
      <Button
        small
        disabled={!hydrated}
        aria-label={`Take these words for scenario ${scenario.number}`}
        busy={busy}
        onClick={() =>
          act(
            () => trpc.scenario.reanchor.mutate({ scenarioId: scenario.id, anchorId, quote }),
            "The quote has its words again.",
          )
        }
      >
        Take these words
      </Button>
      {problem ? (
        <span className="err" role="alert">
          {problem}
        </span>
      ) : null}
    </div>
  );
}

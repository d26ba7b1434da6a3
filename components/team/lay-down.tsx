"use client";

import { trpc } from "#components/trpc-client";
import { ConfirmAct } from "./confirm-act";

/** Ends one's own deputyship before its time. */
export function LayDown({ teamId, deputyshipId, lead }: { teamId: string; deputyshipId: string; lead: string }) {
  return (
    <ConfirmAct
      label={`Stop standing in for ${lead}`}
      title={`Stop standing in for ${lead}`}
      means="You have the rights of a forecaster again from your next request on. A lead or an administrator can name you anew."
      yes="Lay it down"
      done={`You no longer stand in for ${lead}.`}
      act={() => trpc.deputy.layDown.mutate({ teamId, deputyshipId })}
    >
      Lay it down
    </ConfirmAct>
  );
}

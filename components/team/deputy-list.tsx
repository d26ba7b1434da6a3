"use client";

import { trpc } from "#components/trpc-client";
import { EmptyState } from "#components/ui/empty-state";
import { ActsHead, TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { NamedDeputy } from "#core/deputy";
import { ConfirmAct } from "./confirm-act";

const STATE_WORDS = { now: "in force", coming: "to come", over: "over" } as const;

/** Who stands in for a lead, now, soon and lately. */
export function DeputyList({ deputies, teamId }: { deputies: readonly NamedDeputy[]; teamId: string }) {
  if (deputies.length === 0)
    return (
      <EmptyState title="No deputy">
        While a lead is away, a forecaster of the team can have the lead’s rights from one instant until another.
      </EmptyState>
    );
  return (
    <TableWrap label="Deputies named so far">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Deputy</th>
            <th scope="col">For</th>
            <th scope="col">From, until</th>
            <th scope="col">State</th>
            <ActsHead />
          </tr>
        </thead>
        <tbody>
          {deputies.map(({ id, lead, deputy, from, until, state, ends }) => (
            <tr key={id}>
              <th scope="row">{deputy}</th>
              <td>{lead}</td>
              <td className="small">
                <Time at={from} show="minute" /> – <Time at={until} show="minute" />
              </td>
              <td>{state === "now" ? <Tag kind="you">{STATE_WORDS.now}</Tag> : STATE_WORDS[state]}</td>
              <td className="num">
                {ends ? (
                  <ConfirmAct
                    label={`End the deputyship of ${deputy} for ${lead}`}
                    title="End the deputyship"
                    means={`${deputy} has no lead’s rights any more from their next request on. What they did stays, recorded as done by a deputy.`}
                    yes="End it now"
                    done={`${deputy} is no longer deputy for ${lead}.`}
                    act={() => trpc.deputy.end.mutate({ teamId, deputyshipId: id })}
                  >
                    End
                  </ConfirmAct>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

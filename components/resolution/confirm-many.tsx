"use client";

import Link from "next/link";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import { useHydrated } from "#components/ui/use-hydrated";
import { type OutcomeKind, saysWhatHappened } from "#core/outcome";
import { Evidence, type EvidenceFile } from "./evidence";
import { verdictLabel, verdictStamp } from "./outcome";
import { useRows } from "./row-results";

interface Row {
  proposalId: string;
  questionId: string;
  title: string;
  outcome: OutcomeKind | null;
  said: string | null;
  correction: boolean;
  knownAt: Date;
  evidenceUrl: string | null;
  quote: string | null;
  note: string | null;
  files: readonly EvidenceFile[];
  by: string | null;
  people: number;
}

/** Many proposals of others with their evidence, and one press that confirms those chosen. */
export function ConfirmMany({ teamId, rows }: { teamId: string; rows: readonly Row[] }) {
  const hydrated = useHydrated();
  const table = useRows(rows.map(({ proposalId }) => proposalId));
  const confirm = () =>
    table.send((selected) => trpc.resolution.confirmMany.mutate({ teamId, proposalIds: [...selected] }), "confirmed");
  const count = table.selected.length;
  const scored = rows.filter(({ proposalId, outcome }) => table.isChosen(proposalId) && saysWhatHappened(outcome));
  const scores = scored.reduce((sum, { people }) => sum + people, 0);
  return (
    <>
      <fieldset aria-label="Proposals of others" disabled={!hydrated}>
        <ul className="many">
          {rows.map((row) => (
            <ConfirmRow key={row.proposalId} row={row} table={table} />
          ))}
        </ul>
      </fieldset>
      {table.problem ? <Note kind="bad">{table.problem}</Note> : null}
      <div className="row many-acts">
        <Button variant="primary" disabled={!hydrated || count === 0} busy={table.busy} onClick={confirm}>
          {count === 0 ? "Choose rows to confirm" : `Confirm ${count} selected`}
        </Button>
        <p className="hint">
          {count === 0
            ? "Read the evidence of each first. One’s own proposals are never here."
            : `Closes ${counted(count, "question", "questions")} and scores people up to ${counted(scores, "time", "times")}. Each can be corrected later by a new version.`}
        </p>
      </div>
    </>
  );
}

function ConfirmRow({ row, table }: { row: Row; table: ReturnType<typeof useRows> }) {
  const { proposalId, questionId, title, outcome, correction, knownAt, by, people } = row;
  const refused = table.refused.get(proposalId);
  return (
    <li className="many-row confirm" data-item>
      <span className="many-what">
        <input
          type="checkbox"
          aria-label={`Select ${title}`}
          checked={table.isChosen(proposalId)}
          onChange={(event) => table.choose(proposalId, event.target.checked)}
        />
        <span>
          <Link className="st" href={`/resolve?question=${questionId}`}>
            {title}
          </Link>
          <span className="small muted block">
            proposed by {by ?? "somebody"} · {counted(people, "person has", "people have")} forecast
          </span>
          {refused ? (
            <span className="err block" role="alert">
              {refused.message}
            </span>
          ) : null}
        </span>
      </span>
      <span>
        <Stamp kind={verdictStamp(outcome)}>{verdictLabel(row)}</Stamp>
        <span className="small muted block mt-1">
          {correction ? "a correction" : null}
          {correction && outcome !== null ? ", " : null}
          {outcome === null ? null : (
            <>
              known <Time at={knownAt} />
            </>
          )}
        </span>
      </span>
      <div>
        <Evidence {...row} />
      </div>
    </li>
  );
}

import Link from "next/link";
import { percent } from "#components/ui/format";
import { To } from "#components/ui/icons";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import type { Relation, Violation } from "#core/coherence";
import { brokenSentence, type Names, relationSentence } from "./broken-words";
import { UseNumbers } from "./use-numbers";

interface Part {
  scenarioId: string;
  questionId: string;
  number: number;
  statement: string;
  mine: number | null;
  nearest: number | null;
  apart: "no forecast" | "closed" | "resolved yes" | "resolved no" | null;
}

interface Incoherence {
  parts: readonly Part[];
  violations: readonly Violation[];
  binding: readonly Relation[];
  moves: boolean;
  bounded: boolean;
}

export interface ShownCoherence {
  teamId: string;
  sets: readonly Incoherence[];
  disproved: readonly (readonly Relation[])[];
  names: Names;
}

/**
 * What one's own numbers break and the nearest that break nothing, with what is promised of them. It stands on the page
 * whether or not there is anything to say, so that what comes into it is heard.
 */
export function CoherencePanel({ coherence, level = 2 }: { coherence: ShownCoherence; level?: 2 | 3 }) {
  const { teamId, sets, disproved, names } = coherence;
  return (
    <div aria-live="polite" data-live>
      {sets.map((set) => (
        <section className="panel my-5" key={set.parts[0]?.scenarioId} aria-label="Your numbers cannot all hold">
          <SecHead title="Your numbers cannot all hold" level={level} />
          <Broken set={set} names={names} />
          <Nearest set={set} teamId={teamId} />
        </section>
      ))}
      {disproved.map((relations) => (
        <Note kind="warn" key={relations.map((relation) => JSON.stringify(relation)).join()}>
          Verdicts have proved false what was declared: {relations.map((one) => relationSentence(one, names)).join(" ")}{" "}
          Your numbers are not held to it.
        </Note>
      ))}
    </div>
  );
}

function Broken({ set: { parts, violations, binding }, names }: { set: Incoherence; names: Names }) {
  const numbers = new Map(
    parts.flatMap(({ scenarioId, mine }) => (mine === null ? [] : [[scenarioId, mine] as const])),
  );
  if (violations.length > 0)
    return (
      <ul className="stack body">
        {violations.map((violation) => (
          <li key={JSON.stringify(violation.relation)}>{brokenSentence(violation, numbers, names)}</li>
        ))}
      </ul>
    );
  return (
    <div className="stack body">
      <p>No single relation is broken, but these together leave no room for your numbers:</p>
      <ul className="stack">
        {binding.map((relation) => (
          <li key={JSON.stringify(relation)}>{relationSentence(relation, names)}</li>
        ))}
      </ul>
    </div>
  );
}

function Nearest({ set: { parts, moves, bounded }, teamId }: { set: Incoherence; teamId: string }) {
  const moving = parts.flatMap(({ questionId, mine, nearest }) =>
    mine !== null && nearest !== null && Math.abs(mine - nearest) > 1e-9
      ? [{ questionId, from: mine, to: nearest }]
      : [],
  );
  return (
    <div className="stack mt-3">
      <TableWrap label="The nearest numbers that can all hold">
        <table className="table">
          <caption className="cap">The nearest numbers that can all hold, %</caption>
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              <th scope="col" className="num">
                Yours
              </th>
              <th scope="col">Nearest</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.scenarioId}>
                <th scope="row" className="font-normal">
                  {part.number}. <Link href={`/scenarios/${part.scenarioId}`}>{part.statement}</Link>
                </th>
                <td className="num me-ink">{part.mine === null ? "–" : percent(part.mine)}</td>
                <td className="nw">
                  <Where part={part} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {moves ? (
        <>
          <p className="small ink2">
            Whatever happens that the relations allow, the Brier scores of these numbers add up to no more than those of
            yours{bounded ? ", as nearly as 0.1 to 99.9 % can be recorded" : ""}. Nothing is promised for one scenario
            alone, for other scores, or if a relation proves false. Nothing changes unless you press.
          </p>
          <UseNumbers teamId={teamId} moves={moving} />
        </>
      ) : (
        <p className="small ink2">Nothing nearer to it can be recorded: probabilities lie from 0.1 to 99.9 %.</p>
      )}
    </div>
  );
}

const APART = {
  "no forecast": "left out: you have no number on it",
  closed: "left out: it takes no forecasts any more",
  "resolved yes": "known: yes",
  "resolved no": "known: no",
} as const;

function Where({ part: { mine, nearest, apart } }: { part: Part }) {
  if (apart !== null) return <span className="small muted">{APART[apart]}</span>;
  if (nearest === null || mine === null || Math.abs(nearest - mine) <= 1e-9)
    return <span className="muted">stays</span>;
  return (
    <>
      <To />
      {percent(nearest)}
    </>
  );
}

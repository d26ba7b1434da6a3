"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { TableWrap } from "#components/ui/table";
import { useHydrated } from "#components/ui/use-hydrated";
import { DeclaringNotes } from "./declaring-notes";
import { cellAfter, type PairState, pairState } from "./matrix-cells";
import { PairMenu } from "./pair-menu";
import { useDeclare } from "./use-declare";

interface Scenario {
  scenarioId: string;
  number: number;
  statement: string;
}

interface RelationMatrixProps {
  briefId: string;
  scenarios: readonly Scenario[];
  relations: readonly { id: string; kind: string; state: string; scenarioIds: readonly string[] }[];
  mayWrite: boolean;
}

const MARKS = { implies: "⇒", exclusive: "✕", both: "⇒ ✕", none: "·" } as const;
const WORDS = {
  implies: "implies",
  exclusive: "excludes",
  both: "implies and excludes",
  none: "no relation",
} as const;

/**
 * Relations between two, as a grid: A in the row, B in the column. One cell takes the tab, arrows move, Enter opens its
 * choices; i, x and Delete choose without opening them.
 */
export function RelationMatrix({ briefId, scenarios, relations, mayWrite }: RelationMatrixProps) {
  const hydrated = useHydrated();
  const declaring = useDeclare(briefId);
  const [at, setAt] = useState({ row: 0, column: 1 });
  const [open, setOpen] = useState(false);
  const grid = useRef<HTMLTableElement>(null);
  const acts = mayWrite && hydrated;
  const [rowOf, columnOf] = [scenarios[at.row], scenarios[at.column]];
  const chosen = pairState(relations, rowOf?.scenarioId ?? "", columnOf?.scenarioId ?? "");

  function focus(row: number, column: number) {
    setAt({ row, column });
    setOpen(false);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)?.focus();
  }

  async function choose(a: Scenario, b: Scenario, state: PairState, choice: "IMPLIES" | "EXCLUSIVE" | "NONE") {
    setOpen(false);
    focus(at.row, at.column);
    if (choice === "NONE") {
      for (const { relationId } of state.own) if (!(await declaring.withdraw(relationId))) return;
    } else if (!state.own.some(({ kind }) => kind === choice)) {
      await declaring.declare({ kind: choice, scenarioIds: [a.scenarioId, b.scenarioId] });
    }
  }

  function onKeyDown(event: KeyboardEvent, a: Scenario, b: Scenario, state: PairState) {
    if (open || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = cellAfter(event.key, at, scenarios.length);
    const choice = acts ? CHOICES[event.key] : undefined;
    if (next) focus(next.row, next.column);
    else if (choice) void choose(a, b, state, choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="stack">
      <TableWrap label="Matrix of relations">
        <table className="table relation-grid" ref={grid} aria-label="Relations between two scenarios">
          <thead>
            <tr>
              <th scope="col">A, then across B</th>
              {scenarios.map(({ scenarioId, number, statement }) => (
                <th key={scenarioId} scope="col" className="num" title={statement}>
                  {number}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenarios.map((a, row) => (
              <tr key={a.scenarioId}>
                <th scope="row" className="font-normal">
                  {a.number}. {a.statement}
                </th>
                {scenarios.map((b, column) => {
                  if (row === column) return <td key={b.scenarioId} className="num muted diagonal" />;
                  const state = pairState(relations, a.scenarioId, b.scenarioId);
                  const here = at.row === row && at.column === column;
                  return (
                    <td key={b.scenarioId} className="num">
                      <button
                        type="button"
                        className={state.mark === "none" ? "pair muted" : "pair b"}
                        data-cell={`${row}-${column}`}
                        tabIndex={here ? 0 : -1}
                        aria-label={`${a.number} and ${b.number}: ${WORDS[state.mark]}`}
                        aria-haspopup={acts ? "menu" : undefined}
                        aria-expanded={acts ? open && here : undefined}
                        onFocus={() => setAt({ row, column })}
                        onClick={() => {
                          focus(row, column);
                          if (acts) setOpen(true);
                        }}
                        onKeyDown={(event) => onKeyDown(event, a, b, state)}
                      >
                        {MARKS[state.mark]}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {open && rowOf && columnOf ? (
        <PairMenu
          a={rowOf.number}
          b={columnOf.number}
          state={chosen}
          onChoose={(choice) => void choose(rowOf, columnOf, chosen, choice)}
          onClose={() => focus(at.row, at.column)}
        />
      ) : null}
      <p className="small muted">
        ⇒ the row implies the column · ✕ they exclude each other
        {mayWrite ? (
          <>
            {" · "}
            <kbd>Enter</kbd> opens a cell, <kbd>I</kbd> <kbd>X</kbd> <kbd>Del</kbd> set it
          </>
        ) : null}
      </p>
      <DeclaringNotes {...declaring} />
    </div>
  );
}

const CHOICES: Readonly<Record<string, "IMPLIES" | "EXCLUSIVE" | "NONE">> = {
  i: "IMPLIES",
  x: "EXCLUSIVE",
  Delete: "NONE",
  Backspace: "NONE",
};

"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Select } from "#components/ui/field";
import { useHydrated } from "#components/ui/use-hydrated";
import { DeclaringNotes } from "./declaring-notes";
import { type Declaration, useDeclare } from "./use-declare";

interface DeclareFormProps {
  briefId: string;
  scenarios: readonly { scenarioId: string; number: number; statement: string }[];
}

const KINDS: readonly { kind: Declaration["kind"]; words: string }[] = [
  { kind: "EXCLUSIVE", words: "At most one of them comes true" },
  { kind: "EXHAUSTIVE", words: "At least one of them comes true" },
  { kind: "IMPLIES", words: "If one comes true, so does another" },
];

/** Declares a relation by words: its kind, and the scenarios that it is between. */
export function DeclareForm({ briefId, scenarios }: DeclareFormProps) {
  const hydrated = useHydrated();
  const declaring = useDeclare(briefId);
  const [kind, setKind] = useState<Declaration["kind"]>("EXCLUSIVE");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [pair, setPair] = useState({ from: "", to: "" });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const scenarioIds =
      kind === "IMPLIES"
        ? [pair.from, pair.to].filter(Boolean)
        : scenarios.map(({ scenarioId }) => scenarioId).filter((id) => chosen.includes(id));
    if (!(await declaring.declare({ kind, scenarioIds }))) return;
    setChosen([]);
    setPair({ from: "", to: "" });
  }

  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const options = [
    <option key="" value="">
      Choose a scenario
    </option>,
    ...scenarios.map(({ scenarioId, number, statement }) => (
      <option key={scenarioId} value={scenarioId}>
        {number}. {statement}
      </option>
    )),
  ];
  return (
    <form className="stack mt-4" onSubmit={onSubmit} aria-label="Declare a relation">
      <Select
        label="Relation"
        value={kind}
        disabled={!hydrated}
        onChange={({ target }) => setKind(KINDS.find((one) => one.kind === target.value)?.kind ?? "EXCLUSIVE")}
      >
        {KINDS.map((one) => (
          <option key={one.kind} value={one.kind}>
            {one.words}
          </option>
        ))}
      </Select>
      {kind === "IMPLIES" ? (
        <>
          <Select
            label="If this comes true"
            value={pair.from}
            disabled={!hydrated}
            onChange={({ target }) => setPair({ ...pair, from: target.value })}
          >
            {options}
          </Select>
          <Select
            label="so does this"
            value={pair.to}
            disabled={!hydrated}
            onChange={({ target }) => setPair({ ...pair, to: target.value })}
          >
            {options}
          </Select>
        </>
      ) : (
        <fieldset className="stack">
          <legend className="small b">Of these scenarios</legend>
          {scenarios.map(({ scenarioId, number, statement }) => (
            <label key={scenarioId} className="row items-start flex-nowrap small">
              <input
                type="checkbox"
                checked={chosen.includes(scenarioId)}
                disabled={!hydrated}
                onChange={() => toggle(scenarioId)}
              />
              <span>
                {number}. {statement}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <DeclaringNotes {...declaring} />
      <div>
        <Button type="submit" busy={declaring.busy} disabled={!hydrated}>
          Declare
        </Button>
      </div>
    </form>
  );
}

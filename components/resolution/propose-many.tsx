"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { typedNumber } from "#components/question/typed-number";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { Time } from "#components/ui/time";
import { useHydrated } from "#components/ui/use-hydrated";
import type { QuestionSpec } from "#core/question";
import { choiceKey, choicesOf } from "./outcome-field";
import { useRows } from "./row-results";

interface Row {
  questionId: string;
  title: string;
  closesAt: Date;
  closed: boolean;
  spec: QuestionSpec;
}

interface Draft {
  /** The key of a choice; empty while nobody has said what happened. */
  choice: string;
  /** The value as typed, where one is to be given. */
  written: string;
  date: string;
  evidenceUrl: string;
  quote: string;
}

/** What was settled by nothing else is known at the close. */
const draftOf = ({ closed, closesAt }: Row): Draft => ({
  choice: "",
  written: "",
  date: closed ? closesAt.toISOString().slice(0, 10) : "",
  evidenceUrl: "",
  quote: "",
});

/** What is proposed; without a choice an outcome that is none, which the server refuses by name. */
function answerOf(spec: QuestionSpec, key: string, written: string) {
  const choice = choicesOf(spec, false).find((one) => choiceKey(one) === key);
  const value =
    choice?.outcome === "VALUE" && "range" in spec ? typedNumber(written, spec.type, spec.range.unit) : null;
  return { outcome: choice?.outcome ?? "", option: choice?.option ?? null, value };
}

/** The close itself where its day was left, else the day's beginning. */
function knownAt({ closed, closesAt }: Row, date: string): Date {
  if (closed && date === closesAt.toISOString().slice(0, 10)) return closesAt;
  return new Date(`${date}T00:00Z`);
}

/** Verdicts on many questions at once: whoever confirms them is another person. */
export function ProposeMany({ teamId, rows }: { teamId: string; rows: readonly Row[] }) {
  const hydrated = useHydrated();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const table = useRows(rows.map(({ questionId }) => questionId));
  const of = (row: Row) => drafts.get(row.questionId) ?? draftOf(row);
  const change = (row: Row, part: Partial<Draft>) => {
    setDrafts((before) => new Map(before).set(row.questionId, { ...of(row), ...part }));
    table.choose(row.questionId, true);
  };

  const propose = () =>
    table.send(async (selected) => {
      const chosen = rows.filter(({ questionId }) => selected.includes(questionId));
      return trpc.resolution.proposeMany.mutate({
        teamId,
        rows: chosen.map((row) => {
          const { choice, written, date, evidenceUrl, quote } = of(row);
          const answer = answerOf(row.spec, choice, written);
          const proposal = { ...answer, knownAt: knownAt(row, date), evidenceUrl, quote, note: "" };
          return { questionId: row.questionId, proposal };
        }),
      });
    }, "proposed");

  const count = table.selected.length;
  return (
    <>
      <fieldset aria-label="Verdicts" disabled={!hydrated}>
        <table className="table many" aria-label="Questions without a proposal">
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Outcome</th>
              <th scope="col">Known, UTC</th>
              <th scope="col">Evidence link</th>
              <th scope="col">Quote</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ProposeRow
                key={row.questionId}
                row={row}
                draft={of(row)}
                table={table}
                onChange={(part) => change(row, part)}
              />
            ))}
          </tbody>
        </table>
      </fieldset>
      {table.problem ? <Note kind="bad">{table.problem}</Note> : null}
      <div className="row many-acts">
        <Button variant="primary" disabled={!hydrated || count === 0} busy={table.busy} onClick={propose}>
          {count === 0 ? "Choose rows to propose" : `Propose ${count} selected`}
        </Button>
        <p className="hint">
          Each verdict rests on a link or on words of the source; files go with a proposal of its own. Nobody can
          forecast on a question while its proposal waits.
        </p>
      </div>
    </>
  );
}

interface RowProps {
  row: Row;
  draft: Draft;
  table: ReturnType<typeof useRows>;
  onChange: (part: Partial<Draft>) => void;
}

function ProposeRow({ row: { questionId, title, closesAt, closed, spec }, draft, table, onChange }: RowProps) {
  const id = useId();
  const refused = table.refused.get(questionId);
  const wrong = (field: string) => (refused?.field === field ? { "aria-invalid": true, "aria-describedby": id } : {});
  return (
    <tr data-item>
      <th scope="row">
        <span className="many-what">
          <input
            type="checkbox"
            aria-label={`Select ${title}`}
            checked={table.isChosen(questionId)}
            onChange={(event) => table.choose(questionId, event.target.checked)}
          />
          <span>
            <Link className="st" href={`/resolve?question=${questionId}`}>
              {title}
            </Link>
            <span className={`small block ${closed ? "neg" : "muted"}`}>
              {closed ? "closed" : "closes"} <Time at={closesAt} />
            </span>
            {refused ? (
              <span className="err block" id={id} role="alert">
                {refused.message}
              </span>
            ) : null}
          </span>
        </span>
      </th>
      <td>
        <select
          className="input"
          aria-label={`Outcome of ${title}`}
          value={draft.choice}
          onChange={(event) => onChange({ choice: event.target.value })}
          {...wrong("outcome")}
        >
          <option value="">Choose</option>
          {choicesOf(spec, false).map((choice) => (
            <option key={choiceKey(choice)} value={choiceKey(choice)}>
              {choice.label}
            </option>
          ))}
        </select>
        {draft.choice.startsWith("VALUE") ? (
          <input
            className="input mt-1.5"
            type={spec.type === "date" ? "date" : "text"}
            inputMode={spec.type === "date" ? undefined : "decimal"}
            aria-label={`Value of ${title}`}
            value={draft.written}
            onChange={(event) => onChange({ written: event.target.value })}
            {...wrong("value")}
          />
        ) : null}
      </td>
      <td>
        <input
          className="input"
          type="date"
          aria-label={`Known date of ${title}`}
          value={draft.date}
          onChange={(event) => onChange({ date: event.target.value })}
          {...wrong("knownAt")}
        />
      </td>
      <td>
        <input
          className="input"
          type="url"
          inputMode="url"
          placeholder="https://"
          aria-label={`Evidence link for ${title}`}
          value={draft.evidenceUrl}
          onChange={(event) => onChange({ evidenceUrl: event.target.value })}
          {...wrong("evidenceUrl")}
        />
      </td>
      <td>
        <input
          className="input"
          aria-label={`Quote for ${title}`}
          placeholder="or its words"
          value={draft.quote}
          onChange={(event) => onChange({ quote: event.target.value })}
          {...wrong("quote")}
        />
      </td>
    </tr>
  );
}

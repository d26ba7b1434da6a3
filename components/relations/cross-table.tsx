import Link from "next/link";
import { bare, bareRange, percent } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { TableWrap } from "#components/ui/table";
import { AskConditional, CrossInput } from "./cross-cell";

interface Asked {
  questionId: string;
  state: "DRAFT" | "OPEN" | "CLOSED" | "PROPOSED" | "RESOLVED" | "VOID" | "AMBIGUOUS";
  mine: number | null;
}

interface Cell {
  given: Asked | null;
  givenNot: Asked | null;
  interval: { low: number; high: number } | null;
  outside: boolean;
  implied: { low: number; high: number } | null;
}

interface Side {
  scenarioId: string;
  questionId: string;
  number: number;
  statement: string;
  mine: number | null;
  open: boolean;
}

interface CrossTableProps {
  briefId: string;
  chosen: readonly Side[];
  cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  may: { ask: boolean; forecast: boolean };
}

/** My conditionals among some scenarios: A in the row, B in the column, each held against what my marginals leave it. */
export function CrossTable({ briefId, chosen, cells, may }: CrossTableProps) {
  return (
    <TableWrap label="Cross-impact">
      <table className="table cross">
        <caption className="vh">
          How likely the scenario of a column is, given that of a row; of your own forecasts alone
        </caption>
        <thead>
          <tr>
            <th scope="col">Given</th>
            {chosen.map(({ scenarioId, number, statement, mine }) => (
              <th key={scenarioId} scope="col">
                {number}. <Link href={`/scenarios/${scenarioId}`}>{statement}</Link>
                <br />
                <Marginal mine={mine} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chosen.map((a) => (
            <tr key={a.scenarioId}>
              <th scope="row" className="font-normal">
                {a.number}. {a.statement}
                <br />
                <Marginal mine={a.mine} />
              </th>
              {chosen.map((b) => {
                const cell = cells[a.scenarioId]?.[b.scenarioId];
                return (
                  <td key={b.scenarioId} data-live>
                    {cell ? <CrossCell briefId={briefId} a={a} b={b} cell={cell} may={may} /> : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Marginal({ mine }: { mine: number | null }) {
  return mine === null ? (
    <span className="small muted">no forecast of yours</span>
  ) : (
    <span className="small me-ink b">you {percent(mine)}</span>
  );
}

function CrossCell({
  briefId,
  a,
  b,
  cell,
  may,
}: { a: Side; b: Side; cell: Cell } & Pick<CrossTableProps, "briefId" | "may">) {
  const { given, givenNot, interval, outside, implied } = cell;
  const pair = { briefId, antecedentId: a.scenarioId, consequentId: b.scenarioId };
  const askable = may.ask && a.open && b.open;
  const sides = [
    { asked: given, holds: true, label: `P(${b.number} given ${a.number})`, words: `if ${a.number}` },
    { asked: givenNot, holds: false, label: `P(${b.number} given not ${a.number})`, words: `if not ${a.number}` },
  ];
  return (
    <div className={outside ? "stack off" : "stack"}>
      {sides.map(({ asked, holds, label, words }) => (
        <div key={label} className="row between flex-nowrap gap-2">
          {asked ? (
            <Link className="small nw" href={`/questions/${asked.questionId}`}>
              {words}
            </Link>
          ) : (
            <span className="small muted nw">{words}</span>
          )}
          {asked ? (
            <Held asked={asked} label={label} may={may.forecast} />
          ) : askable ? (
            <AskConditional {...pair} holds={holds} label={label} />
          ) : (
            <span className="small muted">not asked</span>
          )}
        </div>
      ))}
      {interval ? (
        <p className="small muted">
          your two numbers leave {bareRange(interval.low, interval.high)}
          {"\u202f"}%
        </p>
      ) : null}
      {outside ? (
        <p className="small b">
          <Icon name="warn" /> outside what they leave
        </p>
      ) : null}
      {implied && b.mine !== null ? (
        <p className="small muted">
          makes {b.number}{" "}
          {implied.high - implied.low < 0.0005 ? bare(implied.low) : bareRange(implied.low, implied.high)}
          {"\u202f"}%, you say {percent(b.mine)}
          {b.mine < implied.low - 0.0005 || b.mine > implied.high + 0.0005 ? " — these do not agree" : ""}
        </p>
      ) : null}
    </div>
  );
}

const STATES = {
  DRAFT: "draft",
  OPEN: "open",
  CLOSED: "closed",
  PROPOSED: "verdict proposed",
  RESOLVED: "resolved",
  VOID: "void",
  AMBIGUOUS: "ambiguous",
} as const;

function Held({ asked: { questionId, state, mine }, label, may }: { asked: Asked; label: string; may: boolean }) {
  if (state === "OPEN" && may) return <CrossInput questionId={questionId} label={label} mine={mine} />;
  return (
    <span className="small">
      {mine === null ? "" : <b className="me-ink">{percent(mine)} </b>}
      <span className="muted">{STATES[state]}</span>
    </span>
  );
}

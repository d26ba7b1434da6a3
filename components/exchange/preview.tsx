import { count, percent } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { countsInWords } from "./words";

export interface PreviewData {
  counts: Readonly<Record<string, number>>;
  matched: number;
  from: string | null;
  to: string | null;
  first: readonly {
    title: string;
    person: string;
    madeAt: string;
    kind: string;
    probability: number | null;
    states: string | null;
  }[];
  ignored: readonly string[];
  voided: number;
}

/** What a file holds: how much, of when, whose, and how its first rows were understood. */
export function Preview({ preview }: { preview: PreviewData }) {
  const { counts, matched, from, to, first, ignored, voided } = preview;
  const held = countsInWords(counts);
  return (
    <section aria-labelledby="inside">
      <SecHead title="What is in it" id="inside" />
      <dl className="facts">
        <dt>Holds</dt>
        <dd>{held.length > 0 ? held.join(" · ") : "nothing"}</dd>
        {matched > 0 ? (
          <>
            <dt>Known already</dt>
            <dd>{count(matched)} of its people are in the team, and keep their name and role</dd>
          </>
        ) : null}
        {from && to ? (
          <>
            <dt>Forecasts of</dt>
            <dd>
              <Time at={from} /> to <Time at={to} />
            </dd>
          </>
        ) : null}
        {voided > 0 ? (
          <>
            <dt>Void</dt>
            <dd>{count(voided)} questions were answered before they opened</dd>
          </>
        ) : null}
        {ignored.length > 0 ? (
          <>
            <dt>Left aside</dt>
            <dd>
              {ignored.slice(0, 12).join(", ")}
              {ignored.length > 12 ? ` and ${ignored.length - 12} more` : ""}
            </dd>
          </>
        ) : null}
      </dl>
      {first.length > 0 ? (
        <TableWrap label="The first forecasts">
          <table className="table preview-table">
            <caption className="small muted">The first forecasts, as they were understood.</caption>
            <thead>
              <tr>
                <th scope="col">Question</th>
                <th scope="col">Person</th>
                <th scope="col">Made</th>
                <th scope="col" className="num">
                  Probability
                </th>
              </tr>
            </thead>
            <tbody>
              {first.map(({ title, person, madeAt, kind, probability, states }) => (
                <tr key={[title, person, madeAt, probability, states].join()}>
                  <td>{title}</td>
                  <td>{person}</td>
                  <td>
                    <Time at={madeAt} show="minute" />
                  </td>
                  <td className="num">{probability === null ? (states ?? kind) : percent(probability)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      ) : null}
    </section>
  );
}

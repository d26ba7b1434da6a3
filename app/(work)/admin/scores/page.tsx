import type { Metadata } from "next";
import Link from "next/link";
import { RescoringProgress } from "#components/rescoring/progress";
import { StartRescoring } from "#components/rescoring/start-rescoring";
import { Watch } from "#components/rescoring/watch";
import { AdminTabs } from "#components/team/admin-tabs";
import { EmptyState } from "#components/ui/empty-state";
import { count } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { orNotFound, requireActor } from "#server/identity/session";
import { type RescoringRun, type RescoringState, rescoringState } from "#server/scores/recompute/rescoring-queries";

export const metadata: Metadata = { title: "Scores" };

export default async function ScoresPage() {
  const actor = await requireActor();
  const { scoringVersion, rows, runs } = await orNotFound(rescoringState(actor));
  const underWay = runs.find(({ finishedAt }) => finishedAt === null) ?? null;
  const finished = runs.filter(({ finishedAt }) => finishedAt !== null);
  return (
    <>
      <PageHead
        title="Administration"
        lead="Stored scores can always be worked out again from the forecasts. Newer rules do it by themselves."
      />
      <AdminTabs current="/admin/scores" />
      <Watch running={underWay !== null} done="All scores are recomputed." />
      <div className="grid gap-x-16 gap-y-10 md:grid-cols-2">
        <section aria-labelledby="now">
          <SecHead title={underWay ? "Recomputing" : "Stored scores"} id="now" />
          {underWay ? <RescoringProgress run={underWay} /> : <StoredRows rows={rows} current={scoringVersion} />}
        </section>
        <section aria-labelledby="again">
          <SecHead title="Recompute" id="again" />
          {underWay ? (
            <p className="body ink2">One runs already. When it is done, another can be started here.</p>
          ) : (
            <div className="stack-4">
              <p className="body ink2">
                Every resolved question is scored anew by rules version {scoringVersion}. With the same rules the scores
                come out the same; readers see one version of each question throughout.
              </p>
              <StartRescoring />
            </div>
          )}
        </section>
      </div>
      {runs.some(({ problems }) => problems.length > 0) ? <Problems runs={runs} /> : null}
      <section aria-labelledby="runs" className="mt-12">
        <SecHead title="Earlier runs" id="runs" />
        {finished.length === 0 ? (
          <EmptyState title="Nothing was recomputed yet">Verdicts score their questions themselves.</EmptyState>
        ) : (
          <Runs runs={finished} />
        )}
      </section>
    </>
  );
}

function StoredRows({ rows, current }: { rows: RescoringState["rows"]; current: number }) {
  if (rows.length === 0) {
    return <EmptyState title="No scores yet">The first come with the first verdict.</EmptyState>;
  }
  return (
    <dl className="facts body">
      {rows.map(({ scoringVersion, scores, questions }) => (
        <div key={scoringVersion} className="contents">
          <dt>Rules version {scoringVersion}</dt>
          <dd>
            {count(scores)} scores on {count(questions)} questions
            {scoringVersion === current ? "" : "; waits to be recomputed"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Problems({ runs }: { runs: readonly RescoringRun[] }) {
  return (
    <section aria-labelledby="problems" className="mt-12">
      <SecHead title="Questions that could not be scored" id="problems">
        <span className="small muted">their earlier scores stand</span>
      </SecHead>
      <ul className="stack">
        {runs.flatMap(({ id, problems }) =>
          problems.map(({ questionId, title, problem }) => (
            <li key={`${id} ${questionId}`}>
              <Link href={`/questions/${questionId}`}>{title}</Link>
              <p className="small muted wrap-anywhere">{problem}</p>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

function Runs({ runs }: { runs: readonly RescoringRun[] }) {
  return (
    <TableWrap label="Earlier runs">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">By</th>
            <th scope="col">Ended</th>
            <th scope="col" className="num">
              Rules
            </th>
            <th scope="col" className="num">
              Questions
            </th>
            <th scope="col" className="num">
              Problems
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ id, startedAt, startedBy, finishedAt, scoringVersion, total, problems }) => (
            <tr key={id}>
              <td className="nw">
                <Time at={startedAt} show="minute" />
              </td>
              <td>{startedBy ?? "itself"}</td>
              <td className="nw">{finishedAt ? <Time at={finishedAt} show="minute" /> : null}</td>
              <td className="num">{scoringVersion}</td>
              <td className="num">{count(total)}</td>
              <td className="num">{count(problems.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { inWords } from "#components/calibration/in-words";
import { ReliabilityChart } from "#components/charts/reliability-chart";
import { LiveRefresh } from "#components/live/live-refresh";
import { EmptyState } from "#components/ui/empty-state";
import { brier, counted, points, signedBrier, wholeShare } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { calibrationOf } from "#server/calibration/calibration-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { boardChoice, readBoard } from "#server/leaderboards/leaderboard-queries";
import { type PersonQuestion, personRecord } from "#server/leaderboards/person-queries";

export const metadata: Metadata = { title: "Record" };

const ROLE = { LEAD: "Lead", FORECASTER: "Forecaster", OBSERVER: "Observer" } as const;

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const since = Date.now();
  const actor = await requireActor();
  const { id } = await params;
  const record = await orNotFound(personRecord(actor, id));
  const [calibration, board] = await Promise.all([
    orNotFound(
      calibrationOf(actor, [record.teamId], { who: { kind: "person", memberId: record.memberId } }, { drawn: true }),
    ),
    orNotFound(readBoard(actor, [record.teamId], boardChoice.parse({}), { intervals: false })),
  ]);
  const line = [...board.ranked, ...board.unranked].find(({ memberId }) => memberId === record.memberId);
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[record.teamId]} since={since} />
      <PageHead
        title={record.own ? `${record.name} (you)` : record.name}
        lead={`${ROLE[record.role]}, ${record.team}${record.left ? ", has left" : ""}.`}
      />
      {line ? (
        <dl className="facts body">
          <dt>Peer points</dt>
          <dd>
            <b>{points(line.score)}</b>{" "}
            <span className="muted">shrunk; {points(line.unshrunk)} per question without that</span>
          </dd>
          <dt>Questions</dt>
          <dd>{line.questions}</dd>
          <dt>Attendance</dt>
          <dd>
            {wholeShare(line.attendance)}
            {"\u202f%"}
          </dd>
        </dl>
      ) : (
        <EmptyState title="No score yet">
          The first comes when a question that this person forecast resolves.
        </EmptyState>
      )}
      {record.questions.length > 0 ? <Questions questions={record.questions} /> : null}
      {calibration.figures ? (
        <section className="mt-8">
          <SecHead title="Calibration">
            <Link className="small" href={`/calibration?team=${record.teamId}&who=${record.memberId}`}>
              With the questions behind it
            </Link>
          </SecHead>
          <div className="cal-grid">
            <ReliabilityChart
              bins={calibration.bins}
              questions={calibration.questions}
              forecasts={calibration.pairs.length}
              caption="What was held halfway to the scheduled close, in tenths."
            />
            <ul className="stack body">
              {inWords(calibration).map(({ head, text }) => (
                <li key={head}>
                  <span className="b">{head}</span> {text}
                </li>
              ))}
            </ul>
          </div>
        </section>
      ) : null}
    </>
  );
}

function Questions({ questions }: { questions: readonly PersonQuestion[] }) {
  return (
    <section className="mt-8">
      <SecHead title={counted(questions.length, "scored question", "scored questions")}>
        <Link className="small" href="/how-you-are-scored">
          How you are scored
        </Link>
      </SecHead>
      <TableWrap label="Scored questions">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Outcome</th>
              <th scope="col">Known</th>
              <th scope="col" className="num">
                Peer
              </th>
              <th scope="col" className="num">
                Baseline
              </th>
              <th scope="col" className="num">
                Relative Brier
              </th>
              <th scope="col" className="num">
                Mean Brier
              </th>
              <th scope="col" className="num">
                Attendance, %
              </th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => (
              <tr key={question.id}>
                <th scope="row" className="serif font-normal">
                  <Link href={`/questions/${question.id}`}>{question.title}</Link>
                </th>
                <td>
                  <Stamp kind={question.outcome === "YES" ? "yes" : "no"}>
                    {question.outcome === "YES" ? "Yes" : "No"}
                  </Stamp>
                </td>
                <td className="nw">
                  <Time at={question.knownAt} />
                </td>
                <td className="num">{points(question.peer)}</td>
                <td className="num">{points(question.baseline)}</td>
                <td className="num">{signedBrier(question.relativeBrier)}</td>
                <td className="num">{brier(question.timeAveragedBrier)}</td>
                <td className="num">{wholeShare(question.attendance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <p className="hint">Mean Brier describes what was held; it ranks nobody, because an early yes bends it.</p>
    </section>
  );
}

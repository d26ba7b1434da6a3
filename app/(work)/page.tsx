import type { Metadata } from "next";
import { DeskItem, DeskSection } from "#components/desk/desk-item";
import { FirstSteps } from "#components/desk/first-steps";
import { OwnRecord } from "#components/desk/own-record";
import { DeskResultItem } from "#components/desk/result-item";
import { TeamRecord } from "#components/desk/team-record";
import { LiveRefresh } from "#components/live/live-refresh";
import { CoherencePanel } from "#components/relations/coherence-panel";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { RuleKey } from "#components/ui/rule";
import { SecHead } from "#components/ui/sec-head";
import { Time } from "#components/ui/time";
import { mean } from "#core/math/sum";
import { type Desk, deskOf } from "#server/desk/desk-queries";
import { latestResults } from "#server/desk/result-queries";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";
import { USUAL_CHOICE } from "#server/leaderboards/board-choice";
import { type Board, readBoard } from "#server/leaderboards/leaderboard-queries";
import { ownCoherence } from "#server/relations/own-coherence";
import { Waiting } from "./waiting";

export const metadata: Metadata = { title: "Desk" };

export default async function DeskPage() {
  const since = Date.now();
  const actor = await requireActor();
  const team = await currentTeam(actor);
  if (!team) {
    return (
      <>
        <PageHead title="Desk" />
        <EmptyState title="You are in no team yet">An admin or a lead can add you to one.</EmptyState>
      </>
    );
  }
  const desk = await deskOf(actor, team.id);
  const [results, coherence, board] = await Promise.all([
    latestResults(actor, team.id, desk.memberId),
    ownCoherence(actor, team.id, null),
    readBoard(actor, [team.id], USUAL_CHOICE, { intervals: false }),
  ]);
  const forecasts = desk.kind === "forecaster" || desk.kind === "lead";
  const line = [...board.ranked, ...board.unranked].find(({ own }) => own) ?? null;
  const count = waiting(desk);
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[team.id]} since={since} />
      <div className="desk-grid">
        <div>
          <PageHead
            title={titleOf(desk.kind, count)}
            lead={
              <>
                <Time at={since} show="weekday" />. {leadOf(desk)}
              </>
            }
          />
          <CoherencePanel coherence={coherence} />
          <Waiting desk={desk} now={since} />
          {count === 0 && desk.open.length === 0 ? (
            <FirstSteps briefs={desk.briefs} writes={desk.mayWriteBriefs} open={desk.open.length} />
          ) : null}
          <DeskSection title={count === 0 ? "Open questions" : "Also open"}>
            {desk.open.map((question) => (
              <DeskItem key={question.id} question={question} forecasters={desk.forecasters}>
                <ButtonLink variant="quiet" href={`/questions/${question.id}`}>
                  {forecasts ? "Change" : "Open"}
                </ButtonLink>
              </DeskItem>
            ))}
          </DeskSection>
          <DeskSection title="Latest results">
            {results.map((result) => (
              <DeskResultItem key={result.questionId} result={result} forecasts={forecasts} />
            ))}
          </DeskSection>
        </div>
        <aside className="stack-6 pt-9" aria-label="Beside the desk">
          {forecasts ? (
            <OwnRecord line={line} people={board.people} />
          ) : (
            <TeamRecord
              forecasters={desk.forecasters}
              questions={board.questions.length}
              attendance={meanAttendance(board)}
            />
          )}
          <section>
            <SecHead title="On the rule" />
            <RuleKey you={forecasts} />
          </section>
          <section className="wide">
            <SecHead title="Keys" />
            <dl className="facts small">
              <dt>
                <kbd>J</kbd> <kbd>K</kbd>
              </dt>
              <dd>next, previous</dd>
              {forecasts ? (
                <>
                  <dt>
                    <kbd>F</kbd>
                  </dt>
                  <dd>forecast</dd>
                  <dt>
                    <kbd>R</kbd>
                  </dt>
                  <dd>reaffirm</dd>
                </>
              ) : null}
              <dt>
                <kbd>?</kbd>
              </dt>
              <dd>all of them</dd>
            </dl>
          </section>
        </aside>
      </div>
    </>
  );
}

function waiting({ inRound, closingSoon, notForecast, stale, toConfirm, overdue, drafts, mayResolve }: Desk): number {
  const verdicts = mayResolve ? toConfirm.filter(({ own }) => !own).length + overdue.length + drafts.length : 0;
  return inRound.length + closingSoon.length + notForecast.length + stale.length + verdicts;
}

function titleOf(kind: Desk["kind"], count: number): string {
  if (count > 0) return `${counted(count, "thing waits", "things wait")} for you`;
  return kind === "leader" || kind === "observer" ? "How the desk stands" : "Nothing waits for you";
}

function leadOf({ kind, forecasters, closingSoon, open, overdue }: Desk): string {
  if (kind === "leader" || kind === "observer") {
    const late =
      overdue.length > 0
        ? ` ${counted(overdue.length, "question has", "questions have")} closed without a verdict.`
        : "";
    return `${counted(open.length, "question is", "questions are")} open to ${counted(forecasters, "forecaster", "forecasters")}.${late}`;
  }
  if (closingSoon.length > 0)
    return `${counted(closingSoon.length, "question closes", "questions close")} within a week.`;
  return "Nothing closes within a week.";
}

function meanAttendance({ ranked, unranked }: Board): number | null {
  const lines = [...ranked, ...unranked];
  return lines.length === 0 ? null : mean(lines.map(({ attendance }) => attendance));
}

import type { Metadata } from "next";
import { ScoreParagraph } from "#components/scores/score-paragraph";
import { exampleScores } from "#components/scores/worked-example";
import { WorkedExampleFigure } from "#components/scores/worked-example-figure";
import { brier, percent, points, signedBrier } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { baselineScore } from "#core/scoring/baseline";
import { brierScore } from "#core/scoring/brier";
import { peerScore } from "#core/scoring/peer";
import { relativeBrierScore } from "#core/scoring/relative";

export const metadata: Metadata = { title: "How you are scored" };

export default function HowYouAreScoredPage() {
  const scores = exampleScores();
  const you = scores.find(({ person }) => person === "You");
  const late = scores.find(({ person }) => person === "Analyst B");
  if (!you || !late) throw new Error("the worked example has lost its people");
  const near = brierScore(0.8, "yes");
  const atTheEnd = [brierScore(0.5, "yes"), brierScore(0.7, "yes")];
  return (
    <>
      <PageHead
        title="How you are scored"
        lead="Say what you believe, when you believe it: under each score that ranks, no other number is a better bet. All of them are worked out from the record of forecasts and can be worked out again by anybody who may read it."
      />
      <div className="scored-grid">
        <div className="scored-text">
          <ScoreParagraph
            id="peer"
            title="Peer score"
            way="points, higher is better"
            example={
              <>
                From day 20 you gave 80{"\u202f"}% to what happened, the others 50 and 70:{" "}
                {points(peerScore(0.8, [0.5, 0.7]))} points at each moment. Over the question’s 100 days it comes to{" "}
                <b>{points(you.peer ?? 0)}</b>.
              </>
            }
          >
            At each moment, how much more probability you gave to what happened than each of the others did, on a
            logarithmic scale, averaged over them and multiplied by 100; then averaged over the question’s whole time.
            Above 0 you did better than the others, below 0 worse, and at each moment everyone’s points add up to 0.
            While you are alone it is 0: there is nobody to compare with. The leaderboard ranks by it, because it does
            not matter to it whether the questions you chose were easy.
          </ScoreParagraph>

          <ScoreParagraph
            id="baseline"
            title="Baseline score"
            way="points, higher is better"
            example={
              <>
                80{"\u202f"}% on a yes earns {points(baselineScore(0.8, 2))} points at each moment; the same 80
                {"\u202f"}% on a no would cost {points(baselineScore(0.2, 2))}. Over the question’s time:{" "}
                <b>{points(you.baseline ?? 0)}</b>.
              </>
            }
          >
            How much better than knowing nothing. A steady 50{"\u202f"}% scores 0, certainty in what happened 100, and
            confidence in what did not happen falls far below 0. It needs nobody else, so it also works where you are
            the only forecaster; but easy questions score high for everyone.
          </ScoreParagraph>

          <ScoreParagraph
            id="relative-brier"
            title="Relative Brier score"
            way="−1 to 1, lower is better"
            example={
              <>
                At 80{"\u202f"}% your Brier score is (0.8 − 1)² = {brier(near)}; the median of the three from day 20 is{" "}
                {brier(atTheEnd[1] ?? 0)}, so you stand at {signedBrier(relativeBrierScore(near, atTheEnd))}. Over the
                question’s time: <b>{signedBrier(you.relativeBrier ?? 0)}</b>.
              </>
            }
          >
            The Brier score of a forecast is the squared distance between what was said and what happened. This score
            takes yours less the median of everybody’s at the same moment, yours included, averaged over the question’s
            whole time. Below 0 you were nearer than the middle of the group. While you are alone it is 0.
          </ScoreParagraph>

          <ScoreParagraph
            id="time-averaged-brier"
            title="Time-averaged Brier score"
            way="0 to 1, lower is better"
            example={
              <>
                Yours is <b>{brier(you.timeAveragedBrier ?? 0)}</b>, over the {percent(you.attendance)} of the time in
                which you held a forecast.
              </>
            }
          >
            The plain Brier score, averaged over the time in which a forecast of yours stood. It describes how near your
            numbers were and never ranks anyone: where a question can end early, another number than one’s belief can do
            better in it. It stands beside the attendance it was reached with.
          </ScoreParagraph>

          <ScoreParagraph
            id="coverage"
            title="Coverage"
            way="0 to 100 %, the weight inside the scores"
            example={
              <>
                The answer was known at half time, so nobody could have more than 50{"\u202f"}%. You:{" "}
                <b>{percent(you.coverage)}</b>, Analyst B, who came on day 10: <b>{percent(late.coverage)}</b>.
              </>
            }
          >
            The share of the question’s whole time, from opening to its scheduled close, in which a forecast of yours
            stood and counted. A forecast that stands half as long moves a score half as much, so that neither waiting
            for the end nor betting on an early one gains anything.
          </ScoreParagraph>

          <ScoreParagraph
            id="attendance"
            title="Attendance"
            way="0 to 100 %, what the boards show"
            example={
              <>
                You: <b>{percent(you.attendance)}</b>. Analyst B: <b>{percent(late.attendance)}</b>.
              </>
            }
          >
            The share of the time in which one could usefully forecast: from opening until the answer was known.
            Minimums ask for this one, since it is nobody’s fault that a question ended early.
          </ScoreParagraph>

          <section aria-labelledby="not-scored">
            <SecHead title="What is not scored" id="not-scored" />
            <ul className="score-text scored-list">
              <li>A forecast made after the answer was known. It is kept, marked late, and counts nothing.</li>
              <li>A question found void or ambiguous: nobody has a score on it.</li>
              <li>
                Time before you first forecast and after you withdrew. No forecast is no score, which is not a score of
                0.
              </li>
              <li>
                Anything before a second person has confirmed the resolution. A corrected resolution makes new scores.
              </li>
            </ul>
          </section>
        </div>
        <aside className="scored-aside">
          <WorkedExampleFigure scores={scores} />
        </aside>
      </div>
    </>
  );
}

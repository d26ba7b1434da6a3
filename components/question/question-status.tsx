import { fromNow } from "#components/ui/format";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { type ShownQuestion, verdictOf } from "./shown-question";
import { StateStamp } from "./state-stamp";

/** Where a question stands, when it closes, when the others' numbers show. */
export function QuestionStatus({ question, now }: { question: ShownQuestion; now: number }) {
  const { state, opensAt, closesAt, resolution, correctionWaits, version } = question;
  const opens = now < opensAt.getTime();
  return (
    <p className="small muted">
      <StateStamp state={state} verdict={verdictOf(question)} singleHanded={resolution?.singleHanded} />{" "}
      {resolution ? (
        <>
          known <Time at={resolution.knownAt} />
          {correctionWaits ? <Tag>correction proposed</Tag> : null}
        </>
      ) : (
        <>
          {opens ? (
            <>
              counts from <Time at={opensAt} /> ·{" "}
            </>
          ) : null}
          {now < closesAt.getTime() ? "closes" : "closed"} <Time at={closesAt} />, {fromNow(closesAt, now)}
        </>
      )}
      <br />
      <Reveal question={question} /> · version {version.number}
    </p>
  );
}

function Reveal({ question: { revealPolicy, revealAt, forecasts } }: { question: ShownQuestion }) {
  const { round } = forecasts;
  if (round) {
    return (
      <>
        Round {round.number} {round.running ? "is open until" : "ended"} <Time at={round.endsAt} show="minute" />
      </>
    );
  }
  switch (revealPolicy) {
    case "ALWAYS":
      return "Forecasts always shown";
    case "AFTER_FORECAST":
      return "Shown after you forecast";
    case "AFTER_ROUND":
      return revealAt ? (
        <>
          Shown when the round closes, <Time at={revealAt} show="minute" />
        </>
      ) : (
        "Shown when the round closes"
      );
  }
}

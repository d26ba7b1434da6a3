import { list } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { Time } from "#components/ui/time";
import type { RoundView } from "#core/forecast-view";
import { Countdown } from "./countdown";
import { EndRound } from "./end-round";

interface RoundBannerProps {
  teamId: string;
  questionId: string;
  /** The running round. */
  round: RoundView;
  message: string | null;
  /** Everybody who may forecast, by name. */
  forecasters: readonly { memberId: string; name: string }[];
  /** The reader's membership, if any. */
  memberId: string | null;
  mayEnd: boolean;
  now: number;
}

/** That a round runs, until when, who has answered and whom it waits for. Numbers are not in it. */
export function RoundBanner(props: RoundBannerProps) {
  const { teamId, questionId, round, message, forecasters, memberId, mayEnd, now } = props;
  const answered = new Set(round.answered.map((person) => person.memberId));
  const missing = forecasters.filter((person) => !answered.has(person.memberId));
  const waits = memberId !== null && missing.some((person) => person.memberId === memberId);
  return (
    <section className="round-banner" aria-label={`Round ${round.number}`} data-live>
      <p className="body">
        <Icon name="lock" /> <b>Round {round.number} is open</b> until <Time at={round.endsAt} show="minute" />,{" "}
        <Countdown endsAt={round.endsAt} now={now} />.{" "}
        {round.number === 1
          ? "Until then everybody forecasts alone, and nobody sees another’s number."
          : `What was said before it is shown; what is said in it is not, until it ends.`}
      </p>
      {message ? <p className="body">“{message}”</p> : null}
      <p className="small">
        {answered.size} of {Math.max(forecasters.length, answered.size)} have answered
        {answered.size > 0 ? `: ${list(round.answered.map(({ name }) => name))}` : ""}.
        {missing.length > 0 ? ` Missing: ${list(missing.map(({ name }) => name))}.` : ""}
        {waits ? <b> It waits for you.</b> : null}
      </p>
      {mayEnd ? (
        <EndRound {...{ teamId, questionId }} number={round.number} answered={answered.size} missing={missing.length} />
      ) : null}
    </section>
  );
}

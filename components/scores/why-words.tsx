import { Time } from "#components/ui/time";
import type { WhyNoScore } from "#core/scoring/why-no-score";

/** Why there is no score, to the person themselves or about somebody else. */
export function WhyWords({ why, own }: { why: WhyNoScore; own: boolean }) {
  const they = own ? "You" : "They";
  switch (why.reason) {
    case "void":
      return <>The question is void: nobody is scored.</>;
    case "ambiguous":
      return <>Its criteria did not settle it: nobody is scored.</>;
    case "not_resolved":
      return <>{UNRESOLVED[why.state]}</>;
    case "not_revealed":
      return <>The others’ forecasts are not shown yet.</>;
    case "observer":
      return <>{they} observe this team and forecast nothing.</>;
    case "no_forecast":
      return <>{they} made no forecast.</>;
    case "known_at_opening":
      return <>The answer was known when the question opened, so no time could count.</>;
    case "only_late":
      return (
        <>
          The first forecast came <Time at={why.firstAt} show="minute" />, after the question had effectively closed (
          <Time at={why.close} show="minute" />
          ).
        </>
      );
    case "withdrawn_before_opening":
      return (
        <>
          The forecast was withdrawn <Time at={why.withdrawnAt} show="minute" />, before any of its time counted.
        </>
      );
  }
}

const UNRESOLVED = {
  DRAFT: "The question is a draft.",
  OPEN: "The question is open: scores come with its verdict.",
  CLOSED: "The question has closed and waits for its verdict.",
  PROPOSED: "A verdict is proposed: scores come when a second person confirms it.",
} as const;

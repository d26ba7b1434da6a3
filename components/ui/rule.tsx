import type { CSSProperties } from "react";
import { bareRange, percent } from "./format";

export interface RuleProps {
  /** My standing probability, a fraction, or null without one. */
  me: number | null;
  /** The crowd as this reader may see it, or null: then nothing of it is drawn. */
  crowd: { median: number; low: number; high: number } | null;
}

const at = (fraction: number) => String(Math.round(fraction * 1000) / 10);

/** In words what the rule draws: "You 31 %. Crowd 32 %, middle half 28–37." */
export function ruleInWords({ me, crowd }: RuleProps): string {
  const mine = me === null ? "No forecast by you." : `You ${percent(me)}.`;
  const theirs = crowd
    ? `Crowd ${percent(crowd.median)}, middle half ${bareRange(crowd.low, crowd.high)}.`
    : "Crowd not shown.";
  return `${mine} ${theirs}`;
}

/** The 0–100 rule: band = middle half of the crowd, tick = its median, needle with a head = you. */
export function Rule(props: RuleProps) {
  const { me, crowd } = props;
  const style = {
    ...(crowd && { "--lo": at(crowd.low), "--hi": at(crowd.high), "--crowd-at": at(crowd.median) }),
    ...(me !== null && { "--me-at": at(me) }),
  } as CSSProperties;
  return (
    <span className="rule" role="img" aria-label={ruleInWords(props)} style={style}>
      {crowd ? <i className="band" /> : null}
      {crowd ? <i className="crowd" /> : null}
      {me !== null ? <i className="me" /> : null}
    </span>
  );
}

/** Which sign of the rule is whose. Once on a page that draws rules. */
export function RuleKey({ you = true, crowd = "crowd median" }: { you?: boolean; crowd?: string }) {
  return (
    <div className="rule-key">
      {you ? (
        <span>
          <i className="k-me" />
          you
        </span>
      ) : null}
      <span>
        <i className="k-crowd" />
        {crowd}
      </span>
      <span>
        <i className="k-band" />
        middle half of the crowd
      </span>
    </div>
  );
}

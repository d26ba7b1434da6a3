import Link from "next/link";
import { verdictLabel, verdictStamp } from "#components/resolution/outcome";
import { points } from "#components/ui/format";
import { Stamp } from "#components/ui/stamp";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { type OutcomeKind, saysWhatHappened } from "#core/outcome";

export interface DeskResultProps {
  result: {
    questionId: string;
    title: string;
    outcome: OutcomeKind;
    said: string;
    knownAt: Date;
    singleHanded: boolean;
    peer: number | null;
  };
  /** Whether the reader forecasts, so that a missing score is worth a word. */
  forecasts: boolean;
}

/** A verdict and what it gave the reader. */
export function DeskResultItem({ result, forecasts }: DeskResultProps) {
  const { questionId, title, outcome, said, knownAt, singleHanded, peer } = result;
  const scored = saysWhatHappened(outcome);
  return (
    <li className="item" data-item>
      <div>
        <Link className="st" href={`/questions/${questionId}`}>
          {title}
        </Link>
        <p className="small muted mt-0.5">
          known <Time at={knownAt} /> {singleHanded ? <Tag kind="warn">single-handed</Tag> : null}
        </p>
      </div>
      <div className="rulecell">
        <Stamp kind={verdictStamp(outcome)}>{verdictLabel({ outcome, said })}</Stamp>
      </div>
      <div className="act small">
        {peer === null ? (
          <span className="muted">
            {forecasts ? (scored ? "no score: no forecast counted" : "nobody is scored") : null}
          </span>
        ) : (
          <>
            <b className={peer < 0 ? "neg" : "pos"}>{points(peer)}</b> <span className="muted">peer points</span>
          </>
        )}
      </div>
    </li>
  );
}

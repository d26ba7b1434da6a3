import Link from "next/link";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import type { BoardScore } from "./board-line";

export interface BoardFacts {
  questions: number;
  /** How many are ranked. */
  people: number;
  intervals: "few" | "coming" | "there";
  told: { pairs: number; separated: number; resamples: number; groups: number } | null;
  /** How many people may be first, as far as the data can say; null while unknown. */
  maybeFirst: number | null;
}

/** What so few people and questions can and cannot tell apart, before anybody reads a rank. */
export function boardLead({ questions, people, intervals, told, maybeFirst }: BoardFacts): string {
  if (questions === 0 || people === 0) return "Who gave what happened more probability than the others did.";
  const size = `${counted(people, "person", "people")}, ${counted(questions, "question", "questions")}`;
  if (intervals === "few") {
    return `${size}: too few to tell anybody apart. An interval needs ten questions; until then read no order into this list.`;
  }
  if (!told || told.pairs === 0)
    return `${size}. Look at the intervals before the ranks: most differences here are noise.`;
  const alike = told.pairs - told.separated;
  if (told.separated === 0)
    return `${size}: no two of them can be told apart, so their order may be luck. Read the ranges first, then the ranks.`;
  const pairs =
    alike === 0
      ? `all ${told.pairs} pairs can be told apart`
      : `${alike} of ${counted(told.pairs, "pair", "pairs")} cannot be told apart, so much of the order may be luck`;
  const first = maybeFirst === null || maybeFirst < 2 ? "" : ` Any of ${maybeFirst} may be the best.`;
  return `${size}: ${pairs}.${first} Read the ranges first, then the ranks.`;
}

/** Where no shared question connects some of the people, they were never held against each other. */
export function GroupsNote({ groups, across }: { groups: number; across: boolean }) {
  if (groups < 2) return null;
  return (
    <Note kind="warn">
      These people fall into {groups} sets that share no question
      {across ? ", as teams usually do" : ""}. Each score was earned against one’s own set, so a rank between two sets
      says little: compare within a set{across ? ", or choose one team" : ""}.
    </Note>
  );
}

const WAY: Readonly<Record<BoardScore, string>> = {
  peer: "Higher is better; 0 is the average of the others.",
  baseline: "Higher is better; 0 is always saying 50 %.",
  relative_brier: "Lower is better; 0 is the median forecast.",
  spot_peer:
    "Higher is better; 0 is the average of the others. Only what stood when the round was revealed, or at the close, is held against what the others had said before; each question counts once.",
  spot_baseline:
    "Higher is better; 0 is always saying 50 %. Only what stood when the round was revealed, or at the close, counts; each question counts once.",
};

interface BoardReadingProps {
  score: BoardScore;
  k: number;
  resamples: number | null;
}

/** How to read the table: below it, for whoever wants to know. */
export function BoardReading({ score, k, resamples }: BoardReadingProps) {
  const drawn = resamples === null ? "" : `, from ${resamples} resamplings of the questions (seed 1)`;
  return (
    <div className="small ink2 mt-6 max-w-measure stack">
      <p className="rule-key">
        <span>
          <svg width="22" height="10" aria-hidden="true">
            <path className="w-line" d="M1 5H21M1 2V8M21 2V8" />
            <path className="w-dot" d="M11 5h0" />
          </svg>
          person, 90{"\u202f"}% interval
        </span>
        <span>
          <svg width="22" height="10" aria-hidden="true">
            <path className="w-line" d="M1 5H21M1 2V8M21 2V8" />
            <path className="w-square" d="M11 5h0" />
          </svg>
          crowd, not ranked
        </span>
        <span className="me">
          <svg width="22" height="10" aria-hidden="true">
            <path className="w-line" d="M1 5H21M1 2V8M21 2V8" />
            <path className="w-dot" d="M11 5h0" />
          </svg>
          you
        </span>
      </p>
      <p>
        {WAY[score]} The shrunk score is Σ score / (Σ coverage + {k}): as if everyone had{" "}
        {counted(k, "more question", "more questions")} at 0, so a short record stays near it. The dot is the mean
        without that; its interval (90 %{drawn}) appears from ten questions on. The range of ranks runs from one more
        than the people who are surely better to the number who are not surely worse, all pairs compared at once; two
        people whose ranges overlap may stand in either order. Attendance is the share of the time in which a forecast
        could count. The crowd’s rows are scored against the people they are made of.{" "}
        <Link href="/how-you-are-scored">How you are scored</Link>
      </p>
    </div>
  );
}

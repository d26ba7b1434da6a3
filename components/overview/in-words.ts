import { brier, counted, percent } from "#components/ui/format";
import type { Moved, Overdue, Quiet } from "./short-lists";

/** What the sentences speak of. */
export interface OverviewFigures {
  readonly open: readonly { readonly id: string }[];
  readonly moved: readonly Moved[];
  readonly overdue: readonly Overdue[];
  readonly stale: readonly Quiet[];
  readonly answering: readonly { readonly name: string; readonly answered: number; readonly of: number }[];
  readonly record: {
    readonly all: { readonly questions: number; readonly crowd: number; readonly people: number } | null;
  };
}

/** A sentence for those who decide; the words in `link` lead to where its number comes from. */
export interface OverviewSentence {
  readonly key: string;
  readonly before: string;
  readonly link: string;
  readonly href: string;
  readonly after: string;
}

/** What always saying 50 % scores. */
const COIN = 0.25;
/** Below this many questions a record says nothing of skill. */
const FEW = 10;

/**
 * How a team stands in at most five sentences: what moved, what waits, who answers, what its numbers were worth.
 *
 * @param answered share of the answers that could have been given to open questions, in [0, 1]; null where there are none
 * @param record address of the record behind the last sentence
 */
export function overviewInWords(figures: OverviewFigures, answered: number | null, record: string): OverviewSentence[] {
  const { open, moved, overdue, stale, answering } = figures;
  const [furthest] = moved;
  return [
    ...(furthest ? [movement(furthest, moved.length)] : []),
    verdicts(overdue),
    ...(answered === null ? [] : [answers(answered, answering, open.length)]),
    ...(stale.length > 0 ? [quiet(stale.length)] : []),
    worth(figures.record.all, record),
  ];
}

function movement({ question, from, to }: Moved, count: number): OverviewSentence {
  const crowds = count === 1 ? "One crowd" : `${count} crowds`;
  return {
    key: "moved",
    before: `${crowds} moved this week, furthest from ${percent(from)} to ${percent(to)}: “`,
    link: question.title,
    href: `/questions/${question.id}`,
    after: "”.",
  };
}

function verdicts(overdue: readonly Overdue[]): OverviewSentence {
  const proposed = overdue.filter(({ state }) => state === "PROPOSED").length;
  const shared = { key: "overdue", before: "", href: "#overdue" };
  if (overdue.length === 0) return { ...shared, link: "Every question that has closed", after: " has its verdict." };
  const waits = counted(overdue.length, "question waits", "questions wait");
  return {
    ...shared,
    link: `${waits} for a verdict`,
    after: `, ${proposed === 0 ? "none" : proposed} of them proposed.`,
  };
}

function answers(share: number, answering: OverviewFigures["answering"], open: number): OverviewSentence {
  const behind = answering.filter(({ answered, of }) => of > 0 && answered < of / 2).length;
  const who =
    behind === 0
      ? "nobody has answered fewer than half"
      : `${counted(behind, "person has", "people have")} answered fewer than half`;
  return {
    key: "answers",
    before: `Of the answers that could stand on ${counted(open, "open question", "open questions")}, `,
    link: `${percent(Math.round(share * 100) / 100)} have been given`,
    href: "#answering",
    after: `; ${who}.`,
  };
}

function quiet(count: number): OverviewSentence {
  return {
    key: "stale",
    before: "",
    link: counted(count, "open question has gone quiet", "open questions have gone quiet"),
    href: "#quiet",
    after: ": no new forecast for a month or more.",
  };
}

function worth(all: OverviewFigures["record"]["all"], href: string): OverviewSentence {
  if (!all) {
    return {
      key: "record",
      before: "No question has come due with a verdict, so there is no ",
      link: "record",
      href,
      after: " yet.",
    };
  }
  const { questions, crowd, people } = all;
  const better = crowd < people ? "better than" : crowd > people ? "worse than" : "the same as";
  const coin = `${crowd < COIN ? "better" : "no better"} than always saying 50\u202f% (${brier(COIN)})`;
  const luck = questions < FEW ? " So few questions can be luck." : "";
  return {
    key: "record",
    before: `On ${counted(questions, "question", "questions")} that came due `,
    link: `the crowd scored ${brier(crowd)}`,
    href,
    after: ` (Brier, lower is better), ${better} its people at ${brier(people)} and ${coin}.${luck}`,
  };
}

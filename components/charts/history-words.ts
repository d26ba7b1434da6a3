import { counted } from "#components/ui/format";
import type { HistoryData } from "./history-geometry";
import { readingOf } from "./measure";

/** From where to where, in one clause; what has not moved is said to stand. */
function went(who: string, be: string, have: string, first: string, last: string): string {
  if (first === last) return `${who} ${be} at ${last}`;
  return `${who} ${have} gone from ${first} to ${last}`;
}

/** What the history shows, in words: the caption and the text equivalent of the picture. */
export function historyInWords({ crowd, mine, measure, outcome }: HistoryData): string {
  const { say } = readingOf(measure ?? { type: "probability" });
  const theirs = measure && measure.type !== "probability" ? "The crowd’s median" : "The crowd";
  const [yours, be, have] = theirs === "The crowd" ? ["You", "are", "have"] : ["Your median", "is", "has"];
  const sentences: string[] = [];
  const first = crowd?.[0];
  const last = crowd?.at(-1);
  if (first && last) {
    sentences.push(
      `${went(theirs, "is", "has", say(first.value), say(last.value))}, ${counted(last.count, "person", "people")} now.`,
    );
  } else if (crowd) sentences.push("Nobody has forecast yet.");
  const stated = mine.flatMap(({ value }) => (value === null ? [] : [value]));
  const [mineFirst] = stated;
  const mineLast = stated.at(-1);
  if (mineFirst !== undefined && mineLast !== undefined) {
    const withdrawn = mine.at(-1)?.value === null;
    sentences.push(
      withdrawn
        ? `You held ${say(mineLast)} and withdrew.`
        : `${went(yours ?? "You", be ?? "are", have ?? "have", say(mineFirst), say(mineLast))}.`,
    );
  }
  if (outcome) sentences.push(`It came out ${outcome.label}.`);
  return sentences.length > 0 ? sentences.join(" ") : "You have not forecast yet.";
}

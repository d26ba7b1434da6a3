import { counted, percent } from "#components/ui/format";
import type { HistoryData } from "./history-geometry";

/** From where to where, in one clause; what has not moved is said to stand. */
function went(who: string, be: string, have: string, first: number, last: number): string {
  if (percent(first) === percent(last)) return `${who} ${be} at ${percent(last)}`;
  return `${who} ${have} gone from ${percent(first)} to ${percent(last)}`;
}

/** What the history shows, in words: the caption and the text equivalent of the picture. */
export function historyInWords({ crowd, mine }: HistoryData): string {
  const sentences: string[] = [];
  const first = crowd?.[0];
  const last = crowd?.at(-1);
  if (first && last) {
    sentences.push(
      `${went("The crowd", "is", "has", first.value, last.value)}, ${counted(last.count, "person", "people")} now.`,
    );
  } else if (crowd) sentences.push("Nobody has forecast yet.");
  const stated = mine.flatMap(({ probability }) => (probability === null ? [] : [probability]));
  const [mineFirst] = stated;
  const mineLast = stated.at(-1);
  if (mineFirst !== undefined && mineLast !== undefined) {
    const withdrawn = mine.at(-1)?.probability === null;
    sentences.push(
      withdrawn ? `You held ${percent(mineLast)} and withdrew.` : `${went("You", "are", "have", mineFirst, mineLast)}.`,
    );
  }
  return sentences.length > 0 ? sentences.join(" ") : "You have not forecast yet.";
}

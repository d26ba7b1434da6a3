import { isAuthorHeading } from "#core/brief/author";
import { isDateLine } from "#core/brief/dates";
import { isNotesHeading } from "#core/brief/lines";
import { readByline, readNameLine } from "#core/brief/names";
import { isProse, type Reading } from "#core/brief/reading";
import { endsSentence, fold } from "#core/brief/words";

/**
 * Index of the run that is the title, or −1: a short line before the text, at best its first heading, of several
 * words, next to a by-line, a date or the text itself. `hinted` is the title an HTML page gives itself.
 */
export function findTitle(list: readonly Reading[], hinted: string | null): number {
  const prose = list.findIndex((reading) => reading.role === null && isProse(reading));
  const start = prose === -1 ? list.length : prose;
  const hint = hinted === null ? "" : keyOf(hinted);
  const printed = new Map<string, number>();
  for (const { text } of list.slice(0, FAR * 4)) printed.set(keyOf(text), (printed.get(keyOf(text)) ?? 0) + 1);
  let named = false;
  let best = -1;
  let most = 0;
  for (let i = 0; i < Math.min(start, FAR); i++) {
    const reading = list[i];
    if (!reading || reading.role !== null || reading.words === 0) continue;
    const { text, words, run } = reading;
    if (words > 30 || isDateLine(text) || readByline(text) !== null || isAuthorHeading(text) || isNotesHeading(text))
      continue;
    const open = list.slice(i + 1, i + 12).filter(({ role }) => role === null);
    const [next, after] = open;
    // A short line between the title and the by-line is its subtitle.
    const subtitled = next !== undefined && next.words <= 16 && !leadsOn(next) && after !== undefined && leadsOn(after);
    const lead = next !== undefined && (leadsOn(next) || subtitled) ? 2 : 0;
    const first = run.lines[0];
    const belowName = named;
    named ||= readNameLine(text) !== null;
    const score =
      (hint !== "" && keyOf(text) === hint ? 30 : 0) +
      (first?.shape === "heading" ? 12 - first.level : 0) +
      (first?.shape === "list_item" ? -4 : 0) +
      (words >= 4 ? 4 : words >= 3 ? 2 : 1) +
      (/[?؟]$/.test(text) ? 1 : 0) +
      (belowName ? -2 : 0) +
      (/(?<!\p{L})(?:no|nr|vol|issue|sayı|№)\.?\s?\d|\s\|\s/iu.test(text) ? -4 : 0) +
      ((printed.get(keyOf(text)) ?? 0) > 1 ? 2 : 0) +
      (readNameLine(text) !== null ? -5 : 0) +
      (text === text.toUpperCase() && words <= 3 ? -2 : 0) +
      lead;
    if (score > most) {
      most = score;
      best = i;
    }
  }
  if (best !== -1 || hinted !== null) return best;
  // A title may end in a full stop: the first line, if it is one short sentence above longer text.
  const head = list[start];
  const after = list.slice(start + 1, start + FAR).find(({ role }) => role === null);
  const single =
    head !== undefined && head.words <= 14 && endsSentence(head.text) && !/[.!?]\s+\p{Lu}/u.test(head.text);
  return single && head.run.lines[0]?.shape === "text" && after !== undefined && after.words >= 30 ? start : -1;
}

/** Runs among which a title is looked for. */
const FAR = 80;

function keyOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What stands below a title: the by-line, the date or the text. */
function leadsOn(reading: Reading): boolean {
  const { text } = reading;
  return isProse(reading) || readByline(text) !== null || readNameLine(text) !== null || isDateLine(text);
}

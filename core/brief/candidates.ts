import type { Passage } from "#core/brief/brief";
import type { Cue, Wording } from "#core/brief/cues";
import { ENGLISH } from "#core/brief/cues-en";
import { OTHERS } from "#core/brief/cues-other";
import { RUSSIAN } from "#core/brief/cues-ru";
import { TURKISH } from "#core/brief/cues-tr";
import { type Span, sentencesOf } from "#core/brief/sentences";
import { wordCount } from "#core/brief/words";

/** A sentence that could become a scenario: a suggestion, for a person to take up or to ignore. */
export interface Candidate {
  /** Index into the passages; `start` and `end` count in that passage's text. */
  passage: number;
  start: number;
  end: number;
  /** The quoted words. */
  quote: string;
  /** A first wording of the scenario, to be edited. */
  statement: string;
  /** What gave it away, strongest first: “may”, third in a list. */
  why: string[];
}

/** Points that make a suggestion: one plain cue, or two faint ones. */
const ENOUGH = 2;

/** A longer stretch without a full stop is no sentence but a table or a list run together. */
const LONGEST = 2_000;

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/**
 * Suggests sentences that speak of what may come about: modal verbs, words of likelihood, announced acts, conditions,
 * and the items of an enumeration or list of developments. Wishes, views, remarks on the text itself, advice and
 * restatements are passed over. Wordings are general to a language; one without its own set is read as English.
 */
export function findCandidates(passages: readonly Passage[], language: string): Candidate[] {
  const wording = wordingOf(language);
  let announced = false;
  let item = 0;
  return passages.flatMap(({ kind, text }, passage) => {
    if (kind === "list_item") {
      item += 1;
      const whole = itemSpan(text);
      const found = rate(text.slice(whole.start, whole.end), wording, false);
      const points = found.points + (announced ? 2 : 1);
      const why = [...found.why, `${ORDINALS[item - 1] ?? `number ${item}`} in a list`];
      return points >= ENOUGH && wordCount(text) >= 4 ? candidate(text, passage, whole, why, wording) : [];
    }
    item = 0;
    if (kind === "heading") {
      announced = has(wording.scenario, text);
      const named = /^(?:scenario|senaryo|сценарий|szenario|scénario|escenario)\s+\S{1,4}\s*[:.–—-]\s+/iu.exec(text);
      if (!named || wordCount(text) < 4) return [];
      return candidate(text, passage, { start: named[0].length, end: text.length }, ["named as a scenario"], wording);
    }
    let listing = announced;
    const found = sentencesOf(text).flatMap((span) => {
      const sentence = text.slice(span.start, span.end);
      const rated = rate(sentence, wording, listing);
      if (has(wording.scenario, sentence)) listing = true;
      return rated.points >= ENOUGH ? candidate(text, passage, span, rated.why, wording) : [];
    });
    const last = sentencesOf(text).at(-1);
    const leadsIn = /[:：]\s*$/.test(text) && (listing || rate(text, wording, false).points > 0);
    announced = leadsIn || (last !== undefined && has(wording.scenario, text.slice(last.start, last.end)));
    return found;
  });
}

function wordingOf(language: string): Wording {
  if (language === "tr") return TURKISH;
  if (language === "ru") return RUSSIAN;
  return OTHERS[language] ?? ENGLISH;
}

function rate(sentence: string, wording: Wording, listing: boolean): { points: number; why: string[] } {
  if (sentence.length > LONGEST) return { points: 0, why: [] };
  const reasons: { why: string; points: number }[] = [];
  for (const cue of wording.cues) for (const hit of hits(sentence, cue)) reasons.push(hit);
  const place = wording.enumeration.find(([form]) => form.test(sentence));
  if (place) reasons.push({ why: placeOf(place[1]), points: listing ? 2 : 1 });
  if (has(wording.scenario, sentence)) reasons.push({ why: "names an outcome", points: 1 });
  if (wording.restates.test(sentence)) reasons.push({ why: "restates", points: -2 });

  // The same faint word twice is no better than once.
  const strongest = new Map<string, number>();
  for (const { why, points } of reasons)
    if (Math.abs(points) > Math.abs(strongest.get(why) ?? 0)) strongest.set(why, points);
  const told = [...strongest].sort((a, b) => b[1] - a[1]);
  return {
    points: told.reduce((sum, [, points]) => sum + points, 0),
    why: told.flatMap(([why, points]) => (points > 0 ? [why] : [])),
  };
}

function hits(sentence: string, cue: Cue): { why: string; points: number }[] {
  return [...sentence.matchAll(cue.form)].flatMap((match) => {
    const before = sentence.slice(0, match.index);
    const after = sentence.slice(match.index + match[0].length);
    const rule = cue.rules?.find((r) => (r.before?.test(before) ?? true) && (r.after?.test(after) ?? true));
    const points = rule ? rule.points : cue.points;
    return points === 0
      ? []
      : [{ why: `“${shortened(match[0].replace(/^[\s,;:]+|\s+$/gu, "").toLowerCase())}”`, points }];
  });
}

function shortened(words: string): string {
  const [first = "", ...rest] = words.split(" ");
  return rest.length > 3 ? `${first} …` : words;
}

function placeOf(place: number | null): string {
  return place === null ? "one of a list" : `${ORDINALS[place - 1] ?? `number ${place}`} in a list`;
}

function has(form: RegExp, text: string): boolean {
  return text.search(form) !== -1;
}

/** The words of a list item behind its number. */
function itemSpan(text: string): Span {
  const mark = /^(?:\[\d+\]|\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,4})[.)]|[⁰¹²³⁴-⁹]+)\s+/iu.exec(text);
  return { start: mark?.[0].length ?? 0, end: text.length };
}

/** Characters at the end of a sentence that may be its full stop and marks of notes. */
const LONGEST_TAIL = 100;

/** Quotes the sentence without its opening connective, its full stop and its note markers: nothing, if that is all there is. */
function candidate(text: string, passage: number, span: Span, why: string[], wording: Wording): Candidate[] {
  let { start, end } = span;
  start += wording.connective.exec(text.slice(start, end))?.[0].length ?? 0;
  const lead = /^[^:：]{3,80}[:：]\s+(?=\S{2,}\s\S+\s\S+)/u.exec(text.slice(start, end))?.[0] ?? "";
  if (lead !== "" && has(wording.scenario, lead) && rate(lead, { ...wording, scenario: /(?!)/u }, false).points === 0)
    start += lead.length;
  const tail =
    /(?:\s*(?:\[\^?\d[\d,\s–-]*\]|\(\d{1,3}\)|[⁰¹²³⁴-⁹])|(?<=[.!?…”"»])\d{1,2}|[.:;,…])+$/u.exec(
      text.slice(Math.max(start, end - LONGEST_TAIL), end),
    )?.[0] ?? "";
  end -= tail.length;
  const quote = text.slice(start, end);
  const statement = statementOf(quote, wording === TURKISH ? "tr" : "en");
  return wordCount(quote) === 0 ? [] : [{ passage, start, end, quote, statement, why }];
}

/** A first wording of a scenario from quoted words: a sentence with its capital and full stop, without note markers. */
export function statementOf(quote: string, language: string): string {
  const words = quote
    .replace(/\s*\[\^?\d[\d,\s–-]*\]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const [first = "", ...rest] = words;
  const sentence = first.toLocaleUpperCase(language === "tr" ? "tr" : "en") + rest.join("");
  return sentence === "" || /[.?!…]["”»]?$/u.test(sentence) ? sentence : `${sentence.replace(/[,;:]$/u, "")}.`;
}

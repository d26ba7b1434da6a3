import type { Source } from "#core/brief/brief";
import { readDate } from "#core/brief/dates";
import { looksLikeName } from "#core/brief/names";
import { wordCount } from "#core/brief/words";

const ACCESSED =
  /[[(]?\s*(?:last\s+|son\s+)?(?:accessed|access date|date accessed|date of access|retrieved|visited|viewed|read|erişim(?:\s+tarihi)?|e\.t\.?|дата обращения|дата доступа|обращение|(?:zuletzt\s+)?abgerufen|zugriff|letzter zugriff|stand|consulté|dernier accès|consultado|fecha de (?:acceso|consulta)|accesso|ultimo accesso|acesso(?: em)?|dostęp|geraadpleegd)(?:\s+(?:on|am|le|el|il|em|op))?\s*[:：]?\s+?([^)\]]{6,40})[)\]]?/iu;
const URL_FORM = /(?:https?:\/\/|www\.)[^\s<>"“”«»]+/iu;
const MARKDOWN_LINK = /\[([^[\]]{1,500})\]\((https?:\/\/[^\s()]{1,2000})\)/iu;
const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ["“", "”"],
  ["„", "“”"],
  ["«", "»"],
  ['"', '"'],
  ["”", "”"],
  ["‘", "’"],
];

/**
 * Reads one note: its title (quoted, linked, or the longest part), outlet, address and day of access, each null where
 * the note does not say. An outlet that is not named is taken from the address.
 */
export function readCitation(number: number, note: string): Source {
  const text = note
    .replace(/\s*(↩︎?|↑|\^)\s*$/u, "")
    .replace(/^(↑|\^)\s*/u, "")
    .trim();
  const linked = MARKDOWN_LINK.exec(text);
  const url = linked?.[2] ?? trimUrl(URL_FORM.exec(text)?.[0] ?? "");
  const access = ACCESSED.exec(text);
  const accessedOn = access ? readDate(access[1] ?? "") : null;

  let rest = text.replace(MARKDOWN_LINK, "“$1”").replace(URL_FORM, " ");
  if (access && accessedOn !== null) rest = rest.replace(ACCESSED, " ");
  rest = rest
    .replace(/[(<[]\s*[,.;]*\s*[)>\]]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

  const { title, outlet } = quotedTitle(rest) ?? apaTitle(rest) ?? partsTitle(rest);
  return {
    number,
    title,
    outlet: outlet ?? hostOf(url),
    url: url === "" ? null : url.replace(/^www\./i, "https://www."),
    accessedOn,
    text: text.replace(MARKDOWN_LINK, "$1, $2"),
  };
}

interface Named {
  title: string | null;
  outlet: string | null;
}

/** “Title”, Outlet, …: the first quoted string and the part that follows it. */
function quotedTitle(text: string): Named | null {
  const first = QUOTES.flatMap(([open, close]) => {
    const at = text.indexOf(open);
    return at === -1 ? [] : [{ at, close }];
  }).sort((a, b) => a.at - b.at)[0];
  if (!first) return null;
  const ends = [...first.close].map((c) => text.indexOf(c, first.at + 1)).filter((i) => i > 0);
  const end = Math.min(...ends);
  if (!Number.isFinite(end)) return null;
  const title = tidy(text.slice(first.at + 1, end));
  const before = tidy(text.slice(0, first.at));
  // “Outlet, “Title””: what stands before the title is the outlet where nothing stands behind and it is no person.
  const led = before !== null && wordCount(before) <= 5 && isOutlet(before) && !looksLikeName(before) ? before : null;
  const outlet = parts(text.slice(end + 1)).find(isOutlet) ?? led;
  if (title === null || (wordCount(title) < 2 && before !== null && wordCount(before) > 4)) return null;
  return { title, outlet };
}

/** Author (2023). Title. Outlet. */
function apaTitle(text: string): Named | null {
  const match = /^(.{2,120}?)\s\((\d{4}[a-z]?(?:,[^)]{1,30})?|n\.d\.)\)[.,:]?\s+(.+?[?!.])(?:\s+(.+))?$/u.exec(
    `${text.replace(/[.\s]+$/u, "")}.`,
  );
  if (!match) return null;
  const outlet = parts(match[4] ?? "").find(isOutlet) ?? null;
  return { title: tidy(match[3] ?? ""), outlet };
}

/** Parts set off by commas or full stops: the longest is the title, the one after it the outlet. */
function partsTitle(text: string): Named {
  const named = parts(text).filter((part) => isOutlet(part) || wordCount(part) > 3);
  const longest = named.reduce((best, part, i) => (wordCount(part) > wordCount(named[best] ?? "") ? i : best), 0);
  return { title: named[longest] ?? null, outlet: named.slice(longest + 1).find(isOutlet) ?? null };
}

function parts(text: string): string[] {
  return text
    .split(/,\s+|\s\/\/\s|(?<!(?:^|\D)\d{1,2})(?<!(?:^|[^\p{L}])\p{Lu})\.\s+|;\s+|\s[–—|]\s|\s*[()[\]]\s*/u)
    .flatMap((part) => tidy(part) ?? []);
}

function isOutlet(part: string): boolean {
  return (
    /^[\p{Lu}\p{Lo}\p{N}]/u.test(part) &&
    /\p{L}{2}/u.test(part) &&
    readDate(part) === null &&
    wordCount(part) <= 8 &&
    !/^(\d+|(vol|no|pp?|ed|cilt|sayı|s|с|т|№)\b.*|\p{L}{3,10}\.? \d{4}|\d{1,2} \p{L}{3,10}( \d{4})?|\p{L}{3,10} \d{1,2}|.*\d{4}:?\s*$)$/iu.test(
      part,
    )
  );
}

function tidy(part: string): string | null {
  const tidied = part
    .replace(/^[\s,.;:–—-]+|[\s,;:–—-]+$/gu, "")
    .replace(/(?<!\.\p{L})\.$/u, "")
    .trim();
  return tidied === "" ? null : tidied;
}

function trimUrl(url: string): string {
  let trimmed = url.replace(/[.,;:!?'’*_\]>]+$/u, "");
  while (trimmed.endsWith(")") && !trimmed.includes("(")) trimmed = trimmed.slice(0, -1).replace(/[.,;:]+$/u, "");
  return trimmed;
}

function hostOf(url: string): string | null {
  return /^(?:https?:\/\/)?(?:www\.)?([^/:?#\s]+\.[^/:?#\s]+)/iu.exec(url)?.[1]?.toLowerCase() ?? null;
}

/** Whether a text has the marks of a citation: an address, a year in brackets, or quoted words with a date. */
export function citesSomething(text: string): boolean {
  if (/https?:\/\/|www\.|doi:|\bdoi\.org|\bisbn\b/iu.test(text)) return true;
  if (wordCount(text) > 90) return false;
  return (
    /\((?:[^)]*\s)?(1[89]|20)\d{2}[a-z]?\)/u.test(text) ||
    (/(1[89]|20)\d{2}/.test(text) && (/[“"«„].+[”"»“]/u.test(text) || /,.*,/.test(text))) ||
    /[“"«„].{8,}[”"»“],/u.test(text) ||
    /\b(ibid|op\. cit|a\.g\.e|там же|ebd)\b/iu.test(text)
  );
}

const TITLES =
  /^(dr|prof|assoc|asst|doç|doc|yrd|öğr|gör|üyesi|ph\.?d|mr|mrs|ms|miss|sir|dame|lord|amb|ambassador|gen|lt|col|maj|capt|adm|rev|hon|herr|frau|m|mme|sr|sra|д-р|проф|доц|к\.?\p{L}\.?н|д\.?\p{L}\.?н)\.?,?$/iu;
const PARTICLES = /^(de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|bin|ibn|bint|al|el|ben|ter|ten|y|e|oğlu)$/iu;
/** Words of organisations, labels and sentences that are capitalised like names. */
const NOT_A_NAME =
  /^(the|a|an|of|and|or|for|on|in|at|to|is|by|with|from|about|our|your|this|why|how|what|who|when|will|can|new|analysis|report|policy|brief|briefing|note|notes|commentary|opinion|news|world|asia|europe|africa|middle|east|west|north|south|pacific|center|centre|institute|university|council|foundation|agency|press|media|journal|review|desk|team|staff|department|ministry|programme|program|introduction|conclusion|summary|background|executive|key|findings|recommendations|methodology|sources|references|further|reading|contact|home|related|posts|articles|similar|latest|most|privacy|terms|share|subscribe|analiz|yazılar|haber|merkezi|enstitüsü|üniversitesi|vakfı|институт|центр|университет|анализ|новости|похожие|записи|senior|junior|fellow|research|researcher|analyst|professor|director|editor|correspondent|expert|specialist|scholar|lecturer|adviser|advisor|associate|assistant|chief|writer|contributor|columnist|journalist|president|minister|admin|unit|group)$/iu;

/** Splits off academic and courtesy titles: the rest is the name proper. */
function properName(text: string): string[] {
  const tokens = text
    .trim()
    .replace(/[,;]\s*(ph\.?\s?d\.?|m\.?a\.?|jr\.?|sr\.?)$/iu, "")
    .split(/\s+/);
  return tokens.filter((token) => !TITLES.test(token));
}

/**
 * Whether a text has the shape of one person's name: two to five capitalised words, with or without titles,
 * initials and particles, and none of the words that head sections or name organisations.
 */
export function looksLikeName(text: string): boolean {
  if (/[\d:;!?|/@“”"«»()[\]]/u.test(text) || text.length > 60) return false;
  const tokens = properName(text.replace(/,$/, ""));
  if (tokens.length < 2 || tokens.length > 5) return false;
  if (tokens.some((token) => NOT_A_NAME.test(token))) return false;
  const capital = tokens.filter((token) => /^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(token));
  return capital.length >= 2 && tokens.every((token) => capital.includes(token) || PARTICLES.test(token));
}

/** The last word of a name: what a biography goes on with. */
export function surname(name: string): string {
  return properName(name).at(-1) ?? name;
}

/**
 * A name with its shouted words calmed, “Cenk TAMER” → “Cenk Tamer”: in the spelling that `text` itself uses
 * elsewhere, else by the letter rules of `language` (Turkish I ↔ ı).
 */
export function calmName(name: string, text: string, language: string): string {
  const locale = language === "tr" ? "tr" : "en";
  return name
    .trim()
    .replace(/\s+/g, " ")
    .split(" ")
    .map((token) => {
      const letters = token.replace(/[^\p{L}]/gu, "");
      if (letters.length < 2 || letters !== letters.toUpperCase() || /\./.test(token) || TITLES.test(token))
        return token;
      return spellingIn(text, token) ?? token.replace(/\p{L}+/gu, (word) => capitalise(word, locale));
    })
    .join(" ");
}

function capitalise(word: string, locale: string): string {
  const [first = "", ...rest] = word;
  return first + rest.join("").toLocaleLowerCase(locale);
}

function spellingIn(text: string, shouted: string): string | null {
  for (const [word] of text.matchAll(/\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}]*/gu))
    if (word.length === shouted.length && [word.toUpperCase(), word.toLocaleUpperCase("tr")].includes(shouted))
      return word;
  return null;
}

const BY =
  /^(?:[*_]*)(?:by|written by|words by|text by|authors?|author\(s\)|yazar(?:lar)?|yazan|hazırlayan|автор(?:ы)?|текст|von|autor(?:en|a|es)?|par|auteurs?|por|di|autore|autrice|door)(?:\s*[:：]\s*|\s+)(.+)$/iu;
const LABELLED =
  /^[*_]*(authors?|author\(s\)|yazar(lar)?|yazan|hazırlayan|автор(ы)?|autor(en|a|es)?|auteurs?|autore)\s*[:：]/iu;
const JOINT = /\s*(?:,\s*(?:and|ve|и|und|et|y)?\s+|\s+(?:and|&|ve|и|und|et|y)\s+)/iu;

/**
 * The author or authors that a by-line names, as printed, or null if the line is none: “By Jane Doe”, “Author: Jane
 * Doe and John Roe”, “By Jane Doe, Senior Fellow | 3 May 2024”. A preposition alone is not enough: names must follow.
 */
export function readByline(line: string): string | null {
  const match = BY.exec(line.trim());
  if (!match || line.length > 160) return null;
  const rest =
    (match[1] ?? "")
      .split(/\s+[|·•–—-]\s+|\s*\|\s*|\s{3,}|\s\/\s/u)[0]
      ?.replace(/[*_]+/g, "")
      .trim() ?? "";
  const people: string[] = [];
  for (const part of rest.split(JOINT)) {
    if (!looksLikeName(part)) break;
    people.push(part);
  }
  if (people.length > 0) return people.join(" and ");
  return LABELLED.test(line) && rest.length <= 80 && rest !== "" ? rest : null;
}

/**
 * The name or names on a line that holds little else: “Jane Doe”, “Jane Doe and John Roe”, “Dr. Jane DOE, Senior
 * Fellow”, “Jane Doe | 3 May 2024”. Null where the rest of the line is a sentence.
 */
export function readNameLine(line: string): string | null {
  const text = line.replace(/^[*_—–-]+\s*|[*_]+$/gu, "").trim();
  const people = text.split(JOINT);
  if (people.length <= 4 && people.every(looksLikeName)) return people.join(" and ");
  const [first = "", ...rest] = text.split(/,\s+|\s+[|·•–—-]\s+|\s*\|\s*|\s\(/u);
  if (rest.length === 0 || text.length > 120 || /[.!?]$/.test(text)) return null;
  return looksLikeName(first) &&
    !looksLikeName(rest[0] ?? "") &&
    first.split(" ").length <= 4 &&
    ROLE_OR_DATE.test(text.slice(first.length))
    ? first
    : null;
}

const ROLE_OR_DATE =
  /(19|20)\d{2}|fellow|analyst|professor|researcher|director|editor|correspondent|expert|specialist|scholar|lecturer|adviser|advisor|ph\.?d|uzman|araştırmacı|öğretim|эксперт|аналитик|обозреватель|журналист|редактор|директор|columnist|reporter|journalist|gazeteci|muhabir|профессор|сотрудник|корреспондент|experte|analystin?|chercheu|institute|university|cent(er|re)|council|foundation|enstitü|üniversite|институт|университет|центр/iu;

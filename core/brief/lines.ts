import { fold, folded } from "#core/brief/words";

/** How a numbered line writes its number: [1] or [^1], (1), ¹, 1. or 1), a) or (a). */
export type MarkerStyle = "bracket" | "paren" | "superscript" | "dot" | "letter" | "bullet";

export type Shape = "text" | "heading" | "list_item" | "quote" | "rule" | "picture";

export interface Line {
  /** From 1. */
  number: number;
  raw: string;
  indent: number;
  shape: Shape;
  /** The words, list and heading marks taken off, emphasis and links still marked up. */
  text: string;
  level: number;
  marker: { style: MarkerStyle; number: number | null } | null;
  /** An HTML page's own reading left it out of the article. */
  outside: boolean;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The number that superscript digits write. */
export function superscriptValue(digits: string): number {
  return Number([...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join(""));
}

/** The number that lower-case Roman numerals write, 1–39; null for letters that write none. */
export function romanValue(letters: string): number | null {
  const match = /^(x{0,3})(ix|iv|v?i{0,3})$/u.exec(letters);
  if (!match || letters === "") return null;
  const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"].indexOf(match[2] ?? "");
  return (match[1]?.length ?? 0) * 10 + ones;
}

function markerValue(style: MarkerStyle, mark: string): number | null {
  if (style === "superscript") return superscriptValue(mark);
  if (style === "bracket" && /^[ivx]/.test(mark)) return romanValue(mark);
  return /^\d+$/.test(mark) ? Number(mark) : null;
}

/** Line ends of every system, form feeds included. */
export const LINE_BREAK = /\r\n|[\r\n\f\v\u0085\u2028\u2029]/u;

/** One line's words: composed (NFC), odd spaces made plain, invisible marks removed, runs of spaces made one. */
export function cleanLine(raw: string): string {
  return raw
    .normalize("NFC")
    .replace(/[\u200B\u2060\uFEFF\u00AD\u200E\u200F\u202A-\u202E]/gu, "")
    .replace(/[\p{Zs}\t]+/gu, " ")
    .trim();
}

const MARKERS: readonly (readonly [MarkerStyle, RegExp])[] = [
  ["bracket", /^\[\^?(\d{1,3})\]:?(?=\s|$|\S)\s*/u],
  ["bracket", /^\[([ivx]{1,6})\]\s*/u],
  ["paren", /^\((\d{1,3})\)\s*/u],
  ["superscript", /^([⁰¹²³⁴-⁹]{1,3})[.:)]?\s*/u],
  ["dot", /^(\d{1,3})[.)](?:\s+|$)/u],
  ["letter", /^\(?([a-hа-з]|[ivx]{1,4})\)\s+/iu],
  ["bullet", /^[•*▪◦‣●○■+·–—-](?:\s+|$)/u],
];

/** Reads the marks at the start of a line. Nothing is dropped: `raw` stays as it came. */
export function readLine(raw: string, number: number, outside: boolean): Line {
  const indent = /^[\s\p{Zs}]*/u.exec(raw)?.[0].replaceAll("\t", "    ").length ?? 0;
  const clean = cleanLine(raw);
  const line: Line = { number, raw, indent, shape: "text", text: clean, level: 0, marker: null, outside };
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/u.exec(clean);
  if (heading) return { ...line, shape: "heading", text: heading[2] ?? "", level: heading[1]?.length ?? 1 };
  if (/^>/.test(clean)) return { ...line, shape: "quote", text: clean.replace(/^(>\s*)+/u, "") };
  if (/^!\[[^\]]*\]\([^)]*\)$/u.test(clean)) return { ...line, shape: "picture" };
  if (/^([-*_=~–—]\s*){3,}$/u.test(clean)) return { ...line, shape: "rule" };
  for (const [style, form] of MARKERS) {
    const match = form.exec(clean);
    if (!match || /^\*\*|^__/.test(clean)) continue;
    const digits = match[1] ?? "";
    const value = markerValue(style, digits);
    return { ...line, shape: "list_item", text: clean.slice(match[0].length), marker: { style, number: value } };
  }
  return line;
}

/** Whether the text uses Markdown, so that its inline marks are marks and not letters. */
export function isMarkdown(text: string): boolean {
  return (
    /^#{1,6} \S/mu.test(text) ||
    /\[\^\d+\]/u.test(text) ||
    /\]\(https?:/u.test(text) ||
    /(^|\s)\*\*\S[^*\n]{0,500}\*\*/u.test(text)
  );
}

/** Takes emphasis, code, escapes and (unless kept) links off a Markdown text. */
export function plainMarkdown(text: string, links: "keep" | "drop"): string {
  const unlinked =
    links === "keep" ? text : text.replace(/!?\[([^[\]^]{1,500})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/gu, "$1");
  return unlinked
    .replace(/<(https?:[^<>\s]{1,2000})>/gu, "$1")
    .replace(/(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1/gu, "$2")
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]{1,2000}?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1")
    .replace(/(?<![\p{L}\p{N}_/])_(?=[^\s_])([^_]{1,2000}?)(?<=\S)_(?![\p{L}\p{N}_])/gu, "$1")
    .replace(/`([^`]{1,500})`/gu, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!>|~-])/gu, "$1");
}

/** The heading of a list of notes or sources, in the languages such briefs come in. */
export function isNotesHeading(text: string): boolean {
  const line = fold(text)
    .replace(/^(\d+|[ivx]+)[.)]\s+/u, "")
    .replace(/[\s:：.*_]+$/u, "")
    .replace(/^[*_#\s]+/u, "");
  return NOTES_HEADING.test(line);
}

const NOTES_HEADING = folded(
  /^((end|foot)?notes?|notes (and|&) (references|sources)|references?( list| and notes)?|reference list|sources?( and notes| cited| used)?|sources consulted|bibliograph(y|ie|ia)|bibliografia|works cited|citations|further reading|kaynakca|kaynakça|kaynaklar|dipnot(lar)?|notlar|son ?notlar|referanslar|atiflar|yararlanilan kaynaklar|примечани[ея]|источники?( и литература)?|(использованная )?литература|сноски|ссылки|список (литературы|источников|использованн\S+ .+)|библиография|anmerkungen|fußnoten|fussnoten|endnoten|quellen(verzeichnis)?|einzelnachweise|literatur(verzeichnis)?|belege|référence?s?|références|notes de bas de page|notes et références|bibliographie|fuentes|referencias( bibliográficas)?|notas( al pie)?|bibliografía|fonti|note|riferimenti( bibliografici)?|referências|fontes|bronnen|noten|voetnoten|źródła|przypisy|bibliografia|джерела|примітки|посилання|список джерел|مراجع|المراجع|المصادر|الهوامش|参考文献|注释|脚注|出典|참고문헌)$/u,
);

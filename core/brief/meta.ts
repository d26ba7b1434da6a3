import { readDate } from "#core/brief/dates";
import { fold, folded } from "#core/brief/words";

export type MetaField = "title" | "author" | "publisher" | "date" | "language";

const FIELDS: readonly (readonly [MetaField, RegExp])[] = [
  ["title", /^(title|headline|subject|baslik|başlik|заголовок|название|titel|titre|titulo|título|titolo)$/u],
  ["author", /^(authors?|author\(s\)|by|yazar(lar)?|автор(ы)?|autor(en|es)?|auteurs?|autore)$/u],
  [
    "publisher",
    /^(publisher|published (by|in)|publication|outlet|site|yayinci|yayin|издание|издатель|verlag|editeur|éditeur|editor|editorial)$/u,
  ],
  [
    "date",
    /^(date|published( on)?|publication date|tarih|yayin tarihi|дата( публикации)?|datum|veröffentlicht|publié( le)?|fecha)$/u,
  ],
  ["language", /^(lang|language|dil|язык|sprache|langue|idioma)$/u],
];

/** Reads a header line such as “Title: …” or “date: 2024-05-03”, as in front matter; null if it is none. */
export function readMeta(line: string): { field: MetaField; value: string } | null {
  const match = /^([\p{L}() ]{2,24})\s*[:：]\s*(.+)$/u.exec(line);
  if (!match) return null;
  const name = fold(match[1] ?? "");
  const value = (match[2] ?? "").trim().replace(/^["'“](.*)["'”]$/u, "$1");
  const field = FIELDS.find(([, form]) => folded(form).test(name))?.[0];
  if (!field || value === "" || (field === "date" && readDate(value) === null)) return null;
  return { field, value };
}

import { looksLikeName, surname } from "#core/brief/names";
import { fold, folded, wordCount } from "#core/brief/words";

const HEADING = folded(
  /^(about the authors?|about the writer|about the contributors?|author( bio(graphy)?)?|the authors?|contributors?|biograph(y|ical note)|bio|yazar hakkinda|yazarlar hakkinda|yazar|ozgecmis|özgecmis|об авторе|об авторах|автор|авторы|сведения об авторе|über den autor|über die autorin|uber den autor|zur person|autor(in)?|a propos de l'auteur|à propos de l'auteur|l'auteur|sobre el autor|sobre la autora|acerca del autor|sull'autore|l'autore|sobre o autor)$/u,
);

const CAREER =
  /(?<!\p{L})(graduated?|graduate|bachelor|master'?s|ph\.?\s?d|phd|doctora\w*|degree|thesis|dissertation|professor|lecturer|fellow|researcher|research assistant|analyst|specialist|expert|director|editor|correspondent|journalist|columnist|author of|writer|co-?founder|scholar|consultant|adviser|advisor|diplomat|teaches|specialis\w+|specializ\w+|research interests|areas of (interest|specialization|expertise)|works? (as|at|on|for)|mezun\w*|lisans\w*|yüksek lisans|doktora\w*|üniversite\w*|uzman\w*|araştırmacı\w*|öğretim üyesi|görev yap\w*|çalışma alan\w*|окончил\w*|выпускни\S+|кандидат\w*|доктор\w*|магистр\w*|профессор\w*|доцент\w*|научн\S+ сотрудник\S*|эксперт\S*|аналитик\S*|преподав\S+|автор книг\S*|studiert\S*|promoviert\S*|professorin?|wissenschaftlich\S+|mitarbeiter\S*|diplômé\S*|chercheu\S+|professeure?|enseigne|licenciad\S+|doctor\S*|profesora?|investigador\S*)(?!\p{L})/giu;

const IS_SOMEONE =
  /^(?:[\p{Lu}][\p{L}\p{M}.'’-]*\s+){1,5}(?:\([^)]*\)\s*)?(?:is|was|has been|works|serves|teaches|graduated|holds|studied|joined|est|ist|es|è|—|–|является|окончила?|работает)(?!\p{L})/u;

const LABELLED =
  /^(about the authors?|about the writer|yazar hakkında|об авторах?|über (den autor|die autorin)|à propos de l[’']auteur|sobre el autor)\s*[:：]\s*\S/iu;

/** Whether a heading announces the author's biography. */
export function isAuthorHeading(text: string): boolean {
  return HEADING.test(fold(text).replace(/[\s:*_#]+$/u, ""));
}

/**
 * Whether a paragraph reads like the biography of its author: it opens with the author's name and speaks of posts and
 * degrees. Where no author is known, it must open with a person's name and “is”, “graduated” or the like.
 */
export function isBiography(text: string, author: string | null): boolean {
  const words = wordCount(text);
  if (words < 5 || words > 260) return false;
  if (LABELLED.test(text)) return true;
  const career = text.match(CAREER)?.length ?? 0;
  if (career === 0) return false;
  const opening = fold(text.slice(0, 80));
  if (author?.split(" and ").some((name) => opening.includes(fold(surname(name))))) return true;
  return author === null && IS_SOMEONE.test(text) && nameInBiography(text) !== null && (career >= 2 || words <= 60);
}

/** The name that a biography opens with, or null. */
export function nameInBiography(text: string): string | null {
  const words = text.split(/\s+/);
  for (let n = Math.min(6, words.length); n >= 2; n--) {
    const name = words.slice(0, n).join(" ").replace(/,$/, "");
    if (looksLikeName(name)) return name;
  }
  return null;
}

const ORGANISATION =
  "(?:the\\s+)?((?:\\p{Lu}[\\p{L}\\p{N}&'’-]*)(?:\\s+(?:(?:of|for|and|in|on|the|&)\\s+){0,2}\\p{Lu}[\\p{L}\\p{N}&'’-]*)*)";
const AT = new RegExp(`\\sat\\s+${ORGANISATION}`, "gu");
const OF = new RegExp(`\\s(?:of|with|for)\\s+${ORGANISATION}`, "gu");
const BODY = /institute|cent(er|re)|council|university|foundation|agency|think tank|college|school|^[\p{Lu}\d-]{3,}$/iu;

/**
 * The organisation at which a biography says its author works now: a guess at the publisher, since analysts mostly
 * publish where they work. The last one named in the present tense, or null.
 */
export function employerIn(biography: string): string | null {
  let employer: string | null = null;
  for (const sentence of biography.split(/(?<=[\p{Ll}\p{Lu}\p{N})]{2}\.)\s+(?=\p{Lu})/u)) {
    if (!/(?<!\p{L})(is|works|serves|teaches|working|currently)(?!\p{L})/u.test(sentence)) continue;
    const names = (form: RegExp) => [...sentence.matchAll(form)].flatMap((match) => match[1] ?? []);
    employer = names(AT).at(-1) ?? names(OF).findLast((name) => BODY.test(name)) ?? employer;
  }
  return employer;
}

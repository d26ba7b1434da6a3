/** Number of words in a text; scripts written without spaces count two letters as one. */
export function wordCount(text: string): number {
  const dense = (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? []).length;
  const spaced = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, " ");
  return (spaced.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length + Math.ceil(dense / 2);
}

/** Whether a text ends like a sentence, closing quotes, brackets and note markers aside. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？؟]["”“»’')\]]*(\s*(\[\^?\d+\]|\(\d+\)|[¹²³⁰⁴-⁹]|\d))*\s*$/u.test(text);
}

/**
 * Lower case without the letter differences that keep patterns from matching: marks on Latin letters go (ş → s), as do
 * the differences of I, İ and ı and of е and ё; apostrophes are straight. For matching only: the length may change.
 */
export function fold(text: string): string {
  return unmarked(text.toLowerCase()).replaceAll("ё", "е").replaceAll("’", "'").trim();
}

/** A pattern to be tried on folded text: written with its marks, matched without them. */
export function folded(form: RegExp): RegExp {
  return new RegExp(unmarked(form.source), form.flags);
}

function unmarked(text: string): string {
  return text
    .normalize("NFD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replaceAll("ı", "i");
}

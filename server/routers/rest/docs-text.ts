/** Words as HTML: what means something in it is written out, and `code` between grave accents becomes code. */
export const text = (words: string): string =>
  words.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/`([^`]+)`/g, "<code>$1</code>");

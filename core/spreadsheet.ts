/**
 * Cells that a spreadsheet would run as a formula when it opens a CSV: those that begin with = + - @, their full-width
 * forms, a tab or a line end. A cell that begins with quotation marks and then such a character counts too, so that the
 * mark can be taken off again without a doubt.
 *
 * @see OWASP, “CSV Injection”
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * The same in the middle of a cell, behind what another spreadsheet takes for the end of one: where a comma is the decimal sign, cells
 * are separated by semicolons, and the quotation marks around ours then mean nothing.
 */
const INNER = /([;\t\r\n])(?=["']*[=+\-@＝＋－＠])/gu;
const INNER_SAFE = /([;\t\r\n])'(?=["']*[=+\-@＝＋－＠])/gu;

/** A text as a cell that no spreadsheet runs: an apostrophe before what looks like a formula. */
export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text).replace(INNER, "$1'");

/** The text that {@link safeCell} was given; other cells as they are. */
export const cellText = (cell: string): string =>
  (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell).replace(INNER_SAFE, "$1");

const NUMBER = /^([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))(?:e([+-]?\d{1,3}))?(\s*%)?$/i;

/**
 * Reads a number as people and spreadsheets write it: 0.35, 0,35, 35%, 3.5e-1. A comma is a decimal comma; thousands are
 * not separated. The sign % divides by 100, nothing else does.
 *
 * @returns the number, or null where the text is none
 */
export function numberInCell(text: string): number | null {
  const [, digits, exponent = "0", percent] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return null;
  // Shifting the exponent is exact where a division is not.
  return Number(`${digits.replace(",", ".")}e${Number(exponent) - (percent === undefined ? 0 : 2)}`);
}

/**
 * One line of a CSV (RFC 4180, CRLF). Texts are made safe and put in quotation marks where they need them; numbers stay
 * numbers, and null is an empty cell.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (typeof cell === "string" ? textCell(cell) : (cell ?? ""))).join(",")}\r\n`;
}

function textCell(text: string): string {
  const safe = safeCell(text);
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What begins a CSV so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

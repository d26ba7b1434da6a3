/** Month names by their first letters, longest first where one begins another. English, Turkish, Russian, German, French, Spanish, Italian. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(jan|oca|янв|ene|gen|jän)/, 1],
  [/^(feb|şub|фев|fév)/, 2],
  [/^(mar|mär|мар)(?!ı)/, 3],
  [/^(apr|nis|апр|avr|abr)/, 4],
  [/^(may$|mayıs|mai|мая|май|mag|mayo)/, 5],
  [/^(jun|haz|июн|juin|giu)/, 6],
  [/^(jul|tem|июл|juil|lug)/, 7],
  [/^(aug|ağu|авг|aoû|ago)/, 8],
  [/^(sep|eyl|сен|set)/, 9],
  [/^(oct|okt|eki|окт|ott)/, 10],
  [/^(nov|kas|ноя)/, 11],
  [/^(dec|dez|ara|дек|déc|dic)/, 12],
];

const WORD = "(\\p{L}{3,10})\\.?";
const FORMS: readonly { form: RegExp; order: readonly ["y" | "m" | "d", "y" | "m" | "d", "y" | "m" | "d"] }[] = [
  { form: /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/u, order: ["y", "m", "d"] },
  { form: /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/u, order: ["d", "m", "y"] },
  {
    form: new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er)? (?:de )?${WORD},? (?:de )?(\\d{4})`, "u"),
    order: ["d", "m", "y"],
  },
  { form: new RegExp(`(?<!\\p{L})${WORD} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`, "u"), order: ["m", "d", "y"] },
];

/**
 * The first calendar date in a text, as YYYY-MM-DD, or null. Reads 2023-09-16, 16.09.2023, 16/09/2023, 16 September
 * 2023, September 16, 2023 and the same with month names of seven languages. Of two numbers before a year the first
 * is the day, unless only the other order is a date.
 */
export function readDate(text: string): string | null {
  const found = FORMS.flatMap(({ form, order }) => {
    const match = form.exec(text);
    if (!match) return [];
    const part = { y: "", m: "", d: "" };
    order.forEach((name, i) => {
      part[name] = match[i + 1] ?? "";
    });
    const date = isoDate(part.y, part.m, part.d) ?? (/^\d+$/.test(part.m) ? isoDate(part.y, part.d, part.m) : null);
    return date === null ? [] : [{ at: match.index, date }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.date ?? null;
}

function isoDate(year: string, month: string, day: string): string | null {
  const m = /^\d+$/.test(month) ? Number(month) : (MONTHS.find(([name]) => name.test(month.toLowerCase()))?.[1] ?? 0);
  const instant = new Date(Date.UTC(Number(year), m - 1, Number(day)));
  const real = m >= 1 && m <= 12 && instant.getUTCDate() === Number(day) && Number(day) > 0;
  return real ? instant.toISOString().slice(0, 10) : null;
}

const LABEL =
  /^(published|posted|updated|last updated|last modified|date|issued|yayın tarihi|yayınlanma|tarih|güncelleme|опубликовано|дата|обновлено|veröffentlicht|stand|publié|mis à jour|publicado|fecha)( on| le| am| el)?\s*:?\s*/iu;
const WEEKDAY =
  /^(mon|tues?|wed|thu|thurs|fri|sat|sun|wednes|satur)(day)?[,.]?\s+|^(pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar),?\s+|^(понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),?\s+/iu;
const AFTER =
  /^[\s,.|·•–—-]*(\d{1,2}[:.]\d{2}(\s?[ap]\.?m\.?)?)?\s*((gmt|utc|est|edt|cet|trt|msk)([+-]\d+)?)?\s*(г\.?|года)?\s*((by|par|von|tarafından)\s.{1,40})?$/iu;

/** Whether a line is nothing but a date, with or without a label such as “Published:” and a time of day. */
export function isDateLine(line: string): boolean {
  const rest = line.trim().replace(LABEL, "").replace(WEEKDAY, "");
  if (rest.length > 60) return false;
  for (const { form } of FORMS) {
    const match = form.exec(rest);
    if (match && match.index === 0 && AFTER.test(rest.slice(match[0].length)) && readDate(rest) !== null) return true;
  }
  return /^\p{L}{3,10} (1[89]|20)\d{2}$/u.test(rest) && MONTHS.some(([name]) => name.test(rest.toLowerCase()));
}

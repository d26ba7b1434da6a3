/**
 * Which of the media types that a route produces a client wants most; the first where it does not say, null where it wants
 * none of them (RFC 9110, 12.5.1).
 */
export function accepted(header: string | undefined, produces: readonly string[]): string | null {
  if (header === undefined || header.trim() === "") return produces[0] ?? null;
  const ranges = header.split(",").map(rangeOf);
  let best: { type: string; quality: number } | null = null;
  for (const type of produces) {
    const [fits] = ranges
      .filter(({ range }) => covers(range, type))
      .sort((a, b) => precision(b.range) - precision(a.range));
    const quality = fits?.quality ?? 0;
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? null;
}

function rangeOf(part: string): { range: string; quality: number } {
  const [range = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { range, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

const precision = (range: string) => (range === "*/*" ? 0 : range.endsWith("/*") ? 1 : 2);

function covers(range: string, type: string): boolean {
  return range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}

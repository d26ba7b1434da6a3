export type ParsedQuantity =
  | { kind: "empty" }
  | { kind: "quantity"; value: number }
  /** A comma that may part thousands or decimals; the decimal reading first. */
  | { kind: "ambiguous"; readings: readonly [number, number] }
  | { kind: "refused"; message: string };

const NUMBER = /^(?<sign>[-\u2212+])?(?<body>\d[\d.,'’]*|[.,]\d+)(?<power>e[-+]?\d{1,3})?(?<unit>[^\d.,]*)$/i;
const REFUSED = { kind: "refused", message: "Type a number, such as 12.5." } as const;

/**
 * What a person typed into a field for a quantity: `1200`, `1 200,5`, `1,200.5`, `12 %` where that is the unit.
 * A single comma before exactly three digits may be either; where only one reading is on the scale it is that one.
 *
 * @param unit of the question, which may be typed after the number
 * @param onScale whether a reading can be meant at all
 */
export function parseQuantity(
  text: string,
  unit: string | undefined,
  onScale: (value: number) => boolean = () => true,
): ParsedQuantity {
  const typed = text.replaceAll(/[\s\u00a0\u202f]+/g, "");
  if (typed === "") return { kind: "empty" };
  const match = NUMBER.exec(typed)?.groups;
  if (!match?.body) return REFUSED;
  const named = match.unit?.toLowerCase() ?? "";
  if (named !== "" && named !== unit?.replaceAll(/\s+/g, "").toLowerCase()) {
    return {
      kind: "refused",
      message: unit ? `Type a number in ${unit}, such as 12.5.` : REFUSED.message,
    };
  }
  const sign = match.sign && match.sign !== "+" ? -1 : 1;
  const scaled = (digits: string) => sign * Number(`${digits}${match.power ?? ""}`);
  const readings = readingsOf(match.body).map(scaled).filter(Number.isFinite);
  const [first, second] = readings;
  if (first === undefined) return REFUSED;
  if (second === undefined) return { kind: "quantity", value: first };
  const likely = readings.filter(onScale);
  if (likely.length === 1 && likely[0] !== undefined) return { kind: "quantity", value: likely[0] };
  return { kind: "ambiguous", readings: [first, second] };
}

/** The digits as JavaScript reads them; two where a comma may be meant either way, none where it makes no number. */
function readingsOf(body: string): string[] {
  const plain = body.replaceAll(/['’]/g, "");
  const [commas, dots] = [plain.split(",").length - 1, plain.split(".").length - 1];
  if (commas === 0 && dots <= 1) return [plain];
  if (commas > 0 && dots > 0) {
    const decimal = plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "," : ".";
    const group = decimal === "," ? "." : ",";
    return grouped(plain.split(decimal)[0] ?? "", group) && plain.split(decimal).length === 2
      ? [plain.replaceAll(group, "").replace(decimal, ".")]
      : [];
  }
  const separator = commas > 0 ? "," : ".";
  if (commas + dots > 1) return grouped(plain, separator) ? [plain.replaceAll(separator, "")] : [];
  const decimal = plain.replace(",", ".");
  return /^[1-9]\d{0,2},\d{3}$/.test(plain) ? [decimal, plain.replace(",", "")] : [decimal];
}

function grouped(digits: string, separator: string): boolean {
  const [head = "", ...rest] = digits.split(separator);
  return head.length >= 1 && head.length <= 3 && rest.every((group) => group.length === 3);
}

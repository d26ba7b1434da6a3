const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An input about one's own team in which everything it names besides is the other team's. */
export function crossed(own: unknown, foreign: unknown, subject: string): unknown {
  if (typeof own === "string") return ID.test(own) && typeof foreign === "string" ? foreign : own;
  if (Array.isArray(own)) return own.map((item, i) => crossed(item, Array.isArray(foreign) ? foreign[i] : null, ""));
  if (typeof own !== "object" || own === null || own instanceof Date) return own;
  const other = new Map(Object.entries(foreign ?? {}));
  return Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, key === subject ? value : crossed(value, other.get(key), "")]),
  );
}

/** The same input with other ids: of things that there are not. @param unknown gives an id for each that stands there */
export function ofNothing(input: unknown, unknown: (id: string) => string): unknown {
  if (typeof input === "string") return ID.test(input) ? unknown(input) : input;
  if (Array.isArray(input)) return input.map((item) => ofNothing(item, unknown));
  if (typeof input !== "object" || input === null || input instanceof Date) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, ofNothing(value, unknown)]));
}

import fc from "fast-check";

/** Values of which each has broken some program: as JSON they go where a text, a number, a list or a record is expected. */
const ODD: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\u2066",
  "a".repeat(70_000),
  "../../../etc/passwd",
  "%00%ff",
  "' OR 1=1 --",
  '<img src=x onerror="alert(1)">',
  "{{7*7}}<%= 7*7 %>",
  "NaN",
  "0199a0a0-0000-7000-8000-000000000000",
  "0199A0A0-0000-7000-8000-000000000000 ",
  "9999-12-31T23:59:59.999Z",
  "0000-01-01T00:00:00Z",
  "-271821-04-20T00:00:00.000Z",
  "+275760-09-13T00:00:00.001Z",
  "__proto__",
  "constructor",
  0,
  -0,
  -1,
  0.1 + 0.2,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  [],
  [[]],
  Array.from({ length: 3000 }, () => 0),
  {},
  { length: -1 },
  { toString: 1, valueOf: 1 },
  { constructor: { prototype: { polluted: true } } },
];

/** Written as text, since an object of ours cannot carry a key of that name. */
const POLLUTION = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';

const deep = (levels: number, open: string, close: string, core: string) =>
  open.repeat(levels) + core + close.repeat(levels);

/** Bodies that are no input of anything. */
export const oddBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "{",
    "null",
    "[]",
    "0",
    '"words"',
    '{"json":',
    POLLUTION,
    `{"json":${POLLUTION},"meta":{"values":{"__proto__.polluted":["Date"]}}}`,
    '{"json":{"a":"1"},"meta":{"values":{"a":["Date"]}}}',
    '{"json":{"a":"x"},"meta":{"values":{"a":["bigint"],"b":["regexp"],"c":[["custom","x"]],"d":["class"],"constructor.prototype":["map"]}}}',
    '{"json":{"a":"/(a+)+$/"},"meta":{"values":{"a":["regexp"]}}}',
    '{"json":[],"meta":{"values":["set"],"referentialEqualities":{"a":["b","__proto__"]}}}',
    '{"0":{"json":null},"1":{"json":null},"__proto__":{"json":null}}',
    '{"json":1e400}',
    '{"json":"\\ud800"}',
    '{"json":"\\u0000"}',
    deep(20_000, "[", "]", ""),
    deep(5_000, '{"json":', "}", "null"),
    deep(200, '{"a":', "}", "1"),
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.json().map((json) => `{"json":${json}}`),
);

const oddLeaf: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 }));

/** An input as a procedure takes it, with something odd at one place, or one thing more or less. */
export function damaged(input: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(input);
  return fc
    .tuple(
      fc.nat({ max: Math.max(0, places.length - 1) }),
      oddLeaf,
      fc.constantFrom("put", "put", "put", "drop", "add"),
    )
    .map(([at, value, how]) => {
      const copy: unknown = structuredClone(input);
      const place = places[at];
      if (!place || place.length === 0) return how === "put" ? value : copy;
      const key = place.at(-1) ?? "";
      const holder = place.slice(0, -1).reduce<unknown>((node, step) => Reflect.get(Object(node), step), copy);
      if (!(holder instanceof Object)) return value;
      if (how === "put") Reflect.set(holder, key, value);
      else if (how === "drop") Reflect.deleteProperty(holder, key);
      else Reflect.set(holder, `${key}More`, value);
      return copy;
    });
}

function placesIn(node: unknown, path: readonly string[] = []): string[][] {
  const here = [[...path]];
  if (!(node instanceof Object) || node instanceof Date) return here;
  return [...here, ...Object.entries(node).flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

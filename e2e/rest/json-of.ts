import fc from "fast-check";
import { z } from "zod";

/** As much of JSON Schema as the OpenAPI document uses. */
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  maxLength: z.number().optional(),
  minLength: z.number().optional(),
  additionalProperties: z.unknown().optional(),
});

/** Words, and what breaks those who did not think of it. */
export const NASTY_TEXT: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "\u0000",
      "\ud800",
      "\u202e",
      "%00",
      "../..",
      '\'; DROP TABLE "Forecast"; --',
      "<script>alert(1)</script>",
      "__proto__",
      "NaN",
      "1e999",
      "0000-00-00T00:00:00Z",
      "9999-12-31T23:59:59Z",
      "void",
    ),
  },
  fc.integer({ min: 1, max: 5000 }).map((length) => "x".repeat(length)),
  fc.integer({ min: 1, max: 2000 }).map((length) => "\u{1f600}".repeat(length)),
);

const NASTY_NUMBER = fc.constantFrom(-1, 0, 1, 0.5, 1e-320, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 4.9e-324);

const instant = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

/** JSON that a schema of the document accepts, or nearly: what fields say of each other it does not know. */
export function jsonOf(given: unknown, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const schema = Schema.parse(given);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fc.oneof(...branches.map((branch) => jsonOf(branch, ids)));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => jsonOf({ ...schema, type: one }, ids)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case "object":
      return objectOf(schema, ids);
    case "array":
      return fc.array(jsonOf(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case "string":
      return stringOf(schema, ids);
    case "integer":
      return fc.oneof(fc.nat(2000), NASTY_NUMBER.map(Math.trunc));
    case "number":
      return fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), NASTY_NUMBER);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(schema: z.output<typeof Schema>, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, jsonOf(part, ids)])),
    { requiredKeys: required.filter((name) => Object.hasOwn(properties, name)) },
  );
  if (typeof additionalProperties !== "object" || Object.keys(properties).length > 0) return known;
  return fc.dictionary(
    fc.constantFrom("0.05", "0.25", "0.5", "0.75", "0.95", "x", "-1"),
    jsonOf(additionalProperties, ids),
    {
      maxKeys: 5,
    },
  );
}

function stringOf({ format, pattern, maxLength = 200 }: z.output<typeof Schema>, ids: fc.Arbitrary<string>) {
  if (format === "uuid") return ids;
  if (format === "date-time") return instant;
  if (format === "date") return instant.map((at) => at.slice(0, 10));
  if (pattern?.includes("\\d")) return fc.nat(250).map(String);
  const words = fc.array(fc.constantFrom("as", "reported", "the", "port", "опубликовано", "çok"), { maxLength: 6 });
  return fc.oneof(
    words.map((some) => some.join(" ").slice(0, maxLength)),
    NASTY_TEXT,
  );
}

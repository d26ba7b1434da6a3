import { z } from "zod";
import { text } from "#server/routers/rest/docs-text";

/** As much of JSON Schema as the document uses. */
const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
});
type Schema = z.output<typeof Schema>;

const FORMATS: Readonly<Record<string, string>> = { uuid: "id", "date-time": "instant", date: "day" };

/** The fields of a shape as a list; what is made of a named shape leads to it. Empty for a shape without fields. */
export function fieldsOf(given: unknown, required: boolean): string {
  const fields = objectsIn(Schema.parse(given)).flatMap(({ properties = {}, required: needed = [] }) =>
    Object.entries(properties).map(([name, part]) => fieldOf(name, part, required && !needed.includes(name))),
  );
  return fields.length > 0 ? `<dl>${fields.join("\n")}</dl>` : "";
}

/** A field, or a parameter. */
export function fieldOf(name: string, given: unknown, optional: boolean): string {
  const schema = Schema.parse(given);
  const usual =
    schema.default === undefined ? "" : `; <code>${text(JSON.stringify(schema.default))}</code> unless said`;
  const may = optional && schema.default === undefined ? ", may be left out" : "";
  const words = schema.description ? ` ${text(schema.description)}` : "";
  return `<dt><code>${text(name)}</code></dt>
<dd><span class="small">${wordsOf(schema)}${usual}${may}.</span>${words}${fieldsOf(schema, false)}</dd>`;
}

/** The shapes with fields of their own that a shape holds, through lists and choices; named ones have their own place. */
function objectsIn(schema: Schema): Schema[] {
  if (schema.$ref !== undefined) return [];
  if (schema.properties) return [schema];
  const parts = [...(schema.anyOf ?? schema.oneOf ?? []), schema.items ?? []].flat();
  return parts.flatMap((part) => objectsIn(Schema.parse(part)));
}

/** What a value is, in words. */
export function wordsOf(given: unknown): string {
  const {
    $ref,
    type,
    const: only,
    enum: words,
    anyOf,
    oneOf,
    items,
    format,
    additionalProperties,
  } = Schema.parse(given);
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf("/") + 1);
    return `<a href="#shape-${name}">${name}</a>`;
  }
  const choices = anyOf ?? oneOf;
  if (choices) return choices.map(wordsOf).join(" or ");
  if (only !== undefined) return `<code>${text(String(only))}</code>`;
  if (words) return words.map((word) => `<code>${text(String(word))}</code>`).join(", ");
  if (Array.isArray(type)) return type.join(" or ");
  if (type === "array") return `list of ${wordsOf(items ?? {})}`;
  if (type === "object" && typeof additionalProperties === "object")
    return `object of ${wordsOf(additionalProperties)}`;
  return FORMATS[format ?? ""] ?? type ?? "anything";
}

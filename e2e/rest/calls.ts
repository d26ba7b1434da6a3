import fc from "fast-check";
import { z } from "zod";
import { fileBody, fileNames } from "./file-bodies";
import { jsonOf, NASTY_TEXT } from "./json-of";

const Parameter = z.looseObject({
  name: z.string().optional(),
  in: z.string().optional(),
  schema: z.unknown().optional(),
});
const Content = z.object({ schema: z.unknown().optional(), example: z.unknown().optional() });
const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.record(z.string(), Content) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

export interface FuzzCall {
  operationId: string;
  /** Statuses that the document declares for it. */
  declared: string[];
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** What its address and its body may name. */
  fields: string[];
  /** Whether method, address and headers are those of the document. */
  plain: boolean;
}

/** What an operation is called with by who does it right. */
export interface SoundCall {
  params?: Readonly<Record<string, string>>;
  body?: unknown;
}

export interface Pools {
  /** By operation: things that it may be about together, and bodies that say something of them. */
  sound: Readonly<Record<string, readonly SoundCall[]>>;
  /** By the name of a path's parameter: things of the own and of the foreign team. */
  ids: Readonly<Record<string, readonly string[]>>;
  tokens: readonly string[];
}

/** Evenly: left to itself fast-check prefers the first and the last. */
const pick = (values: readonly string[]) => fc.noBias(fc.constantFrom(...values));

const METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "POST", "GET", "HEAD"] as const;

/** Calls made of the OpenAPI document: half of them as it says, the others wrong in one place or in several. */
export function calls(document: unknown, { ids, sound, tokens }: Pools): fc.Arbitrary<FuzzCall> {
  const { paths } = Document.parse(document);
  const anyId = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(ids).flat()) },
    fc.uuid(),
    NASTY_TEXT,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      // What changes something has more to go wrong.
      weight: method === "post" ? 3 : 1,
      arbitrary: callOf({ path, method, operation }, sound[operation.operationId] ?? [], ids, anyId),
    })),
  );
  return fc.oneof(...operations).chain((call) => dressed(call, tokens));
}

interface Bare extends Omit<FuzzCall, "headers" | "plain"> {
  /** The types that a body may have. */
  types: readonly string[];
}

interface Place {
  path: string;
  method: string;
  operation: z.output<typeof Operation>;
}

function callOf(
  { path, method, operation }: Place,
  sound: readonly SoundCall[],
  ids: Pools["ids"],
  anyId: fc.Arbitrary<string>,
): fc.Arbitrary<Bare> {
  const part = (name: string) => {
    const own = ids[name];
    if (!own?.length) return fc.oneof(fc.constantFrom("forecasts", "questions", "people", "scores"), NASTY_TEXT);
    return fc.oneof({ weight: 30, arbitrary: pick(own) }, anyId);
  };
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const parts = fc.oneof(
    fc.tuple(...names.map(part)),
    ...sound.map(({ params = {} }) => ({
      weight: 2,
      arbitrary: fc.constant(names.map((name) => params[name] ?? "")),
    })),
  );
  const filled = parts.map((values) =>
    names.reduce((at, name, i) => at.replace(`{${name}}`, () => encoded(values[i] ?? "")), path),
  );
  const queried = operation.parameters.filter((parameter) => parameter.in === "query");
  const query = fc.oneof(
    { weight: 5, arbitrary: fc.constant<[string, string][]>([]) },
    fc.array(
      fc.oneof(
        ...queried.map(({ name = "", schema }) =>
          fc.tuple(
            fc.constant(name),
            name === "name" ? fileNames : fc.oneof(jsonOf(schema, anyId).map(String), NASTY_TEXT),
          ),
        ),
        fc.tuple(NASTY_TEXT, NASTY_TEXT),
      ),
      { maxLength: 3 },
    ),
  );
  const contents = operation.requestBody?.content ?? {};
  const json = contents["application/json"];
  // A file has a name and is not called without one.
  const types = Object.keys(contents).some((type) => type !== "application/json") ? Object.keys(contents) : [JSON_TYPE];
  const files = types[0] !== JSON_TYPE;
  const asked = files ? fc.oneof({ weight: 5, arbitrary: named(operation) }, query) : query;
  const body: fc.Arbitrary<string | Buffer | undefined> = files
    ? fileBody
    : json
      ? bodies({ ...json, sound: sound.flatMap(({ body }) => (body === undefined ? [] : [body])) }, anyId)
      : fc.constantFrom(undefined, undefined, "{}", '{"x":1}', "[");
  const fields = [...queried.flatMap(({ name }) => name ?? []), ...fieldsOf(json?.schema)];
  return fc.tuple(filled, asked, body).map(([at, search, text]) => ({
    operationId: operation.operationId,
    declared: Object.keys(operation.responses),
    method: method.toUpperCase(),
    path: search.length ? `${at}?${search.map((pair) => pair.map(encoded).join("=")).join("&")}` : at,
    body: method === "post" ? text : undefined,
    fields,
    types,
  }));
}

const Properties = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  anyOf: z.array(z.unknown()).default([]),
});

function fieldsOf(schema: unknown): string[] {
  if (schema === undefined) return [];
  const { properties, anyOf } = Properties.parse(schema);
  return [...Object.keys(properties), ...anyOf.flatMap(fieldsOf)];
}

const JSON_TYPE = "application/json";

/** The query of a file: what it is called, and whatever else has to be said of it. */
function named({ parameters }: z.output<typeof Operation>): fc.Arbitrary<[string, string][]> {
  const has = (wanted: string) => parameters.some(({ name }) => name === wanted);
  return fileNames.map((name) => [
    ["name", name],
    ...(has("title") ? ([["title", "A title"]] satisfies [string, string][]) : []),
    ...(has("base")
      ? ([
          ["base", "1"],
          ["reason", "It was put off."],
        ] satisfies [string, string][])
      : []),
  ]);
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

interface Content {
  schema?: unknown;
  example?: unknown;
  sound: readonly unknown[];
}

function bodies({ schema, example, sound: given }: Content, ids: fc.Arbitrary<string>) {
  const shown = example === undefined ? given : [example, ...given];
  const good = jsonOf(schema, ids);
  const sound = shown.length === 0 ? good : fc.oneof(good, { weight: 2, arbitrary: fc.constantFrom(...shown) });
  return fc.oneof(
    { weight: 6, arbitrary: sound.map((json) => JSON.stringify(json)) },
    { weight: 3, arbitrary: fc.tuple(sound, damage).map(([json, harm]) => harm(json)) },
    fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.stringify(json)),
    NASTY_TEXT,
    fc.constant(undefined),
  );
}

/** What can be wrong with JSON: a field missing, more, of another kind, huge, deep, or cut off. */
const damage: fc.Arbitrary<(json: unknown) => string> = fc
  .tuple(fc.noBias(fc.nat(6)), fc.nat(9), fc.oneof(NASTY_TEXT, fc.jsonValue({ maxDepth: 1 })))
  .map(([kind, which, other]) => (json) => {
    const fields = typeof json === "object" && json !== null ? Object.entries(json) : [];
    const name = fields[which % Math.max(1, fields.length)]?.[0] ?? "title";
    const text = JSON.stringify(json);
    switch (kind) {
      case 0:
        return JSON.stringify(Object.fromEntries(fields.filter(([key]) => key !== name)));
      case 1:
        return JSON.stringify({ ...Object.fromEntries(fields), [`${name}s`]: other });
      case 2:
        return JSON.stringify({ ...Object.fromEntries(fields), [name]: "x".repeat(300_000) });
      case 3:
        return `${"[".repeat(5_000)}${text}${"]".repeat(5_000)}`;
      case 4:
        return text.slice(0, -1 - which);
      case 5:
        return text.replace("{", '{"__proto__":{"role":"ADMIN"},"constructor":1,');
      default:
        return JSON.stringify({ ...Object.fromEntries(fields), [name]: other });
    }
  });

/** With what comes around a call: mostly as it should, so that bodies are read at all. */
function dressed({ types, ...call }: Bare, tokens: Pools["tokens"]): fc.Arbitrary<FuzzCall> {
  const right = {
    token: pick(tokens),
    type: pick(types),
    method: fc.constant(call.method),
  };
  const wrong = {
    token: fc.oneof(fc.constantFrom("", "bw_", "x".repeat(52)), fc.constantFrom(...tokens)),
    type: fc.constantFrom(
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "multipart/form-data; boundary=x",
      "application/gzip",
      "application/json; charset=utf-16",
      "",
    ),
    method: fc.constantFrom(...METHODS),
  };
  const accept = fc.constantFrom(
    "application/json",
    "*/*",
    "text/markdown",
    "text/html;q=0.5, */*;q=0.1",
    "image/png",
    ";;q=x,,",
  );
  const key = fc.option(
    fc.oneof(fc.constantFrom("a", "b", "c"), fc.uuid(), fc.constantFrom('"quoted"', "x".repeat(300))),
    {
      nil: undefined,
      freq: 3,
    },
  );
  return fc
    .tuple(fc.noBias(fc.nat(11)), fc.record(right), fc.record(wrong), fc.option(accept, { nil: undefined }), key)
    .map(([chance, good, bad, accepted, once]) => {
      const plain = chance > 3;
      const token = chance === 0 ? bad.token : good.token;
      const type = chance === 1 ? bad.type : good.type;
      const method = chance === 2 ? bad.method : good.method;
      return {
        ...call,
        method,
        plain,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(call.body === undefined || !type ? {} : { "content-type": type }),
          ...(chance === 3 && accepted ? { accept: accepted } : {}),
          ...(once === undefined ? {} : { "idempotency-key": once }),
          ...(chance === 2 && accepted ? { "content-encoding": "gzip", "last-event-id": accepted } : {}),
        },
      };
    });
}

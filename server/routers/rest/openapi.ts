import { z } from "zod";
import { SCOPES } from "#core/token-scopes";
import { HEADERS, IDEMPOTENCY_KEY, NAMES, PROBLEM, PROBLEM_ANSWERS } from "#server/routers/rest/openapi-parts";
import { type Route, TAGS } from "#server/routers/rest/route";
import { ROUTES } from "#server/routers/rest/table";

type Json = Record<string, unknown>;

let written: string | undefined;

/** The OpenAPI 3.1 document, made of the schemas that parse the calls and shape the answers. */
export function openApiDocument(): string {
  written ??= JSON.stringify(document());
  return written;
}

export function document(): Json {
  const schemas: Json = { Problem: PROBLEM };
  const paths: Record<string, Json> = {};
  for (const route of ROUTES) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route, schemas);
    paths[route.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Bellwether",
      version: "1",
      summary: "Briefs, scenarios, questions, forecasts and their scores.",
      description: "Every call acts in the place of the person who made the token, within what the token may.",
    },
    servers: [{ url: "/api/v1" }],
    tags: TAGS.map((name) => ({ name })),
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "bw_…",
          description: `A token of one's account page. Its scopes: ${SCOPES.join(", ")}.`,
        },
      },
      schemas,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      headers: HEADERS,
      responses: PROBLEM_ANSWERS,
    },
  };
}

function operation(route: Route, schemas: Json): Json {
  const { body, method } = route;
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    "x-scope": route.scope,
    "x-permission": route.permission,
    parameters: [
      ...parameters(route.params, "path", schemas),
      ...parameters(route.query, "query", schemas),
      ...parameters(route.headers, "header", schemas),
      ...(method === "POST" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(body ? { requestBody: requestBody(route, body, schemas) } : {}),
    responses: { [route.status]: success(route, schemas), ...refusals(route) },
  };
}

function requestBody({ example, mostBytes, takes }: Route, body: z.ZodType, schemas: Json): Json {
  if (takes.length > 0)
    return {
      required: true,
      description: `A file, as it is; at most ${mostBytes} bytes.`,
      content: Object.fromEntries(takes.map((type) => [type, { schema: FILE }])),
    };
  const schema = schemaOf(body, "input", schemas);
  return {
    required: !body.safeParse(undefined).success,
    description: `At most ${mostBytes} bytes.`,
    content: { "application/json": { schema, ...(example === null ? {} : { example }) } },
  };
}

function success(route: Route, schemas: Json): Json {
  const { answer, produces, status, method } = route;
  const content = produces.map((type) => {
    if (type === "application/json" && answer) return [type, { schema: schemaOf(answer, "output", schemas) }];
    const words = { schema: type.startsWith("text/") ? { type: "string" } : FILE };
    // What stands in the data of each event: a stream has no schema of its own.
    return [type, type === EVENTS && answer ? { ...words, "x-event": schemaOf(answer, "output", schemas) } : words];
  });
  const headers = ["RateLimit-Policy", "RateLimit", ...(method === "GET" ? ["ETag"] : ["Idempotency-Replayed"])];
  if (status === 201) headers.push("Location");
  if ("cursor" in route.query.shape) headers.push("Link");
  return {
    description: status === 201 ? "Made." : "Done.",
    headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    content: Object.fromEntries(content),
  };
}

const EVENTS = "text/event-stream";
/** What JSON Schema says of bytes: nothing. */
const FILE: Json = { type: "string", format: "binary" };

/** Every refusal that a route can give, by status. */
function refusals({ method, subject, scope }: Route): Json {
  const statuses = [400, 401, 405, 406, 429, 500, 503];
  if (method === "GET") statuses.push(304);
  if (subject !== "self") statuses.push(403, 404);
  else if (scope !== "read") statuses.push(403);
  if (method === "POST") statuses.push(409, 413, 415, 422);
  return Object.fromEntries(
    statuses.sort((a, b) => a - b).map((status) => [status, { $ref: `#/components/responses/${NAMES.get(status)}` }]),
  );
}

const OneField = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})),
  required: z.array(z.string()).default([]),
});

function parameters(object: z.ZodObject, place: "path" | "query" | "header", schemas: Json): Json[] {
  return Object.entries(object.shape).map(([name, part]) => {
    const schema = schemaOf(z.object({ [name]: part }), "input", schemas);
    const { properties, required } = OneField.parse(schema);
    const { description, pattern, ...shape } = properties[name] ?? {};
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      // A number is written in digits, which its type says already.
      schema: pattern === undefined || shape.type === "integer" ? shape : { ...shape, pattern },
    };
  });
}

/** A schema as JSON Schema; its named parts go to the components. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $schema: _, $defs = {}, id, ...made } = z.toJSONSchema(schema, { io });
  for (const [name, { id: _same, ...part }] of Object.entries($defs)) schemas[name] = moved(part);
  if (id === undefined) return moved(made);
  schemas[id] = moved(made);
  return { $ref: `#/components/schemas/${id}` };
}

const Moved = z.record(z.string(), z.unknown());
const moved = (part: unknown): Json =>
  Moved.parse(JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/')));

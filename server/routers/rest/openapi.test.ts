import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { docsPage } from "#server/routers/rest/docs-page";
import { document, openApiDocument } from "#server/routers/rest/openapi";
import { ROUTES } from "#server/routers/rest/table";

it("is an OpenAPI 3.1 document by a validator of its own", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(openApiDocument()));
  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

it("has every route, and no other", () => {
  const { paths } = JSON.parse(openApiDocument());
  const written = Object.entries<Record<string, { operationId: string }>>(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
  );
  const answered = ROUTES.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
  expect(written.sort()).toEqual(answered.sort());
  expect(new Set(ROUTES.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
});

it("every reference leads somewhere, and every part is referred to", () => {
  const text = JSON.stringify(document());
  const { components } = JSON.parse(text);
  const parts = Object.entries<Record<string, unknown>>(components)
    .filter(([kind]) => kind !== "securitySchemes")
    .flatMap(([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`));
  const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to));
  expect([...references].sort()).toEqual(parts.sort());
});

it("names for each operation its scope, its refusals and, where it changes something, the key that makes it once", () => {
  const { paths } = JSON.parse(openApiDocument());
  for (const { path, method, scope } of ROUTES) {
    const operation = paths[path][method.toLowerCase()];
    expect(operation["x-scope"]).toBe(scope);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "429", "500"]));
    const keyed = operation.parameters.some(({ $ref = "" }) => $ref.endsWith("/IdempotencyKey"));
    expect(keyed).toBe(method === "POST");
  }
});

it("says of each file which types it may have and how large it may be, of a stream what its events hold", () => {
  const { paths, components } = JSON.parse(openApiDocument());
  const taking = ROUTES.filter(({ takes }) => takes.length > 0);
  expect(taking.length).toBeGreaterThan(0);
  for (const { path, takes, mostBytes } of taking) {
    const { requestBody } = paths[path].post;
    expect(Object.keys(requestBody.content)).toEqual(takes);
    const { parameters } = paths[path].post;
    expect(parameters).toContainEqual(expect.objectContaining({ name: "name", in: "query", required: true }));
    expect([requestBody.required, requestBody.description]).toEqual([true, expect.stringContaining(String(mostBytes))]);
  }
  const { parameters, responses } = paths["/teams/{teamId}/events"].get;
  expect(parameters).toContainEqual(expect.objectContaining({ name: "last-event-id", in: "header", required: false }));
  expect(responses[200].content["text/event-stream"]["x-event"]).toEqual({ $ref: "#/components/schemas/Event" });
  expect(Object.keys(components.schemas.Event.properties)).toEqual(["kind", "record", "topic", "at"]);
});

it("shows people the same operations and every kind of refusal", () => {
  const { html, policy } = docsPage();
  for (const { operationId } of ROUTES) expect(html).toContain(`id="${operationId}"`);
  for (const kind of ["not-found", "insufficient-scope", "idempotency-key-reused"])
    expect(html).toContain(`id="${kind}"`);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/style=|\son\w+=/i);
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; base-uri 'none';/);
});

it("every body has an example, and the operation accepts it", () => {
  for (const { body, example, operationId, takes } of ROUTES) {
    if (!body || takes.length > 0) continue;
    expect(example, operationId).not.toBeNull();
    expect(body.safeParse(example).success, operationId).toBe(true);
  }
});

import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { prepareRequest } from "#server/door-request";
import type { RequestHandler } from "#server/http";
import { spendTry } from "#server/identity/rate-limits";
import { noteRefusedToken } from "#server/identity/tokens/note-refused-token";
import { holdsToken } from "#server/identity/tokens/token";
import { askToken, type TokenActor, type TokenProblem } from "#server/identity/tokens/token-actor";
import { dispositionOf } from "#server/platform/disposition";
import { ADDRESS_HEADER } from "#server/platform/door-headers";
import { log } from "#server/platform/log";
import { accepted } from "#server/routers/rest/accepts";
import { docsPage } from "#server/routers/rest/docs-page";
import { type RestLimits, restLimits, type Spend } from "#server/routers/rest/limits";
import { type Matched, matcher } from "#server/routers/rest/match";
import { idempotencyKey, type Kept, once } from "#server/routers/rest/once";
import { openApiDocument } from "#server/routers/rest/openapi";
import { PROBLEMS, Problem, problemBody, problemOf } from "#server/routers/rest/problem";
import { admitFile, lengthOf, letGo, piecesOf, readBody, refuseText } from "#server/routers/rest/read-body";
import { roomFor } from "#server/routers/rest/room";
import { type Answering, type Route, Sent } from "#server/routers/rest/route";
import { SentFile } from "#server/routers/rest/sent-file";
import { ROUTES } from "#server/routers/rest/table";

/** Where programs call with a token. Cookies are not looked at, so no page elsewhere can call in somebody's name. */
export const REST = "/api/v1";

const JSON_TYPE = "application/json";
const EVENTS = "text/event-stream";
/** Milliseconds. */
const STALLED = 30_000;
/** No answer here is a page of the application. */
const DATA_ONLY = "default-src 'none'; sandbox; frame-ancestors 'none'";
const HEADERS = { Vary: "Authorization, Accept", "Content-Type": `${JSON_TYPE}; charset=utf-8` } as const;

/** The door of the REST interface, over the same use cases as the procedures. */
export function handleRest(development: boolean, limits?: RestLimits): RequestHandler {
  const match = matcher(ROUTES);
  const spend = restLimits(limits);
  return async (request, response) => {
    prepareRequest(request, response, development);
    response.setHeader("Content-Security-Policy", DATA_ONLY);
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    try {
      await answer(request, response, { path: pathname.slice(REST.length), match, spend });
    } catch (error) {
      if (response.headersSent || request.socket.destroyed) {
        // Whoever asked is gone, or was answered in part: what is cut off cannot be taken for whole.
        if (!request.socket.destroyed && !isGone(error)) unforeseen(error, pathname);
        response.destroy();
        return;
      }
      const problem = problemOf(error) ?? unforeseen(error, pathname);
      await letGo(request).catch(() => response.destroy());
      const { status } = PROBLEMS[problem.kind];
      response.writeHead(status, { ...HEADERS, "Content-Type": "application/problem+json", ...problem.headers });
      response.end(request.method === "HEAD" ? undefined : JSON.stringify(problemBody(problem, pathname)));
    }
  };
}

const isGone = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

function unforeseen(error: unknown, path: string): Problem {
  log.error({ error, path }, "a REST call failed");
  return new Problem("internal-error", "See what there is before you send it again.");
}

interface Asked {
  path: string;
  match(path: string): Matched | null;
  spend: Spend;
}

async function answer(request: IncomingMessage, response: ServerResponse, { path, match, spend }: Asked) {
  const { method = "", headers } = request;
  const open = OPEN.get(path);
  const matched = match(path);
  const allowed = open ? ["GET"] : [...(matched?.routes.keys() ?? [])];
  if (allowed.length === 0) throw new Problem("not-found", `There is no ${path} here: see ${REST}/docs.`);
  if (allowed.includes("GET")) allowed.push("HEAD");
  if (!allowed.includes(method))
    throw new Problem("method-not-allowed", `Here only ${allowed.join(", ")}.`, {
      headers: { Allow: allowed.join(", ") },
    });
  if (open) return open(request, response);
  const route = matched?.routes.get(method === "HEAD" ? "GET" : method);
  if (!route || !matched) throw new Problem("not-found", "There is nothing here.");

  const actor = await bearer(request);
  const limit = await spend(actor.grant.tokenId, method === "POST" ? "write" : "read");
  for (const [name, value] of Object.entries(limit)) response.setHeader(name, value);
  const accept = accepted(headers.accept, route.produces);
  if (accept === null) throw new Problem("not-acceptable", `This is answered in ${route.produces.join(" or ")}.`);
  const query = queryOf(request);
  const answering = await route.prepare(actor, matched.params);
  if (route.method === "POST") return write(request, response, { route, actor, answering, query, accept });
  await letGo(request);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const made = await answering({ query, headers, body: undefined, accept, signal: gone.signal });
  if (made instanceof Sent) return send(request, response, made);
  const next = nextOf(made.json);
  if (next !== null) response.setHeader("Link", `<${nextUrl(request, next)}>; rel="next"`);
  tagged(request, response, JSON.stringify(made.json));
}

/**
 * What is in an address is written down by everybody on the way, and a cookie is sent by pages elsewhere too: a token there is
 * refused, even where one stands in its own place besides.
 */
function refuseElsewhere({ url = "", headers }: IncomingMessage): void {
  const asked = [...new URL(url, "http://localhost").searchParams].flat().join("\n");
  if (holdsToken(asked) || holdsToken(url) || holdsToken(headers.cookie ?? ""))
    throw new Problem(
      "bad-request",
      "A token is sent in the Authorization header alone. Revoke this one: it may have been written down on its way.",
    );
}

/** @throws {Problem} where no token stands for somebody who may still come in */
async function bearer(request: IncomingMessage): Promise<TokenActor> {
  refuseElsewhere(request);
  const { headers } = request;
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? "") ?? [];
  if (token === undefined)
    throw new Problem("unauthorized", "Send a token of your account: Authorization: Bearer bw_…", {
      headers: { "WWW-Authenticate": 'Bearer realm="Bellwether"' },
    });
  const answer = await askToken(token);
  if ("actor" in answer) return answer.actor;
  const told = headers[ADDRESS_HEADER];
  const address = typeof told === "string" ? told : "unknown";
  await spendTry("token.address", address);
  await noteRefusedToken(answer.refused, address);
  const first = FIRST[answer.refused.because];
  if (first !== undefined) throw new Problem("forbidden", first);
  throw new Problem("unauthorized", "This token is unknown, revoked or past its time.", {
    headers: { "WWW-Authenticate": 'Bearer realm="Bellwether", error="invalid_token"' },
  });
}

/** What the person of a token that would let them in has to do before. */
const FIRST: Readonly<Partial<Record<TokenProblem, string>>> = {
  "one-time codes owed":
    "Administrators use one-time codes here. Set yours up on your account's page; the token works from then on.",
  "not confirmed by the issuer":
    "Your rights come from groups of the single sign-on, which has not confirmed them for some time. Sign in by it once; the token works from then on.",
};

function queryOf({ url = "/" }: IncomingMessage): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(url, "http://localhost").searchParams) {
    refuseText(name, "(query)", "bad-request");
    refuseText(value, name, "bad-request");
    if (Object.hasOwn(query, name)) {
      const message = "It is given twice.";
      throw new Problem("bad-request", `${name}: ${message}`, { errors: [{ field: name, message }] });
    }
    query[name] = value;
  }
  return query;
}

interface Write {
  route: Route;
  actor: TokenActor;
  answering: Answering;
  query: Record<string, string>;
  accept: string;
}

async function write(request: IncomingMessage, response: ServerResponse, call: Write): Promise<void> {
  const { route, actor, answering, query, accept } = call;
  const key = idempotencyKey(request.headers["idempotency-key"]);
  const { body, digest } = await bodyOf(request, response, call);
  const act = async (): Promise<Kept> => {
    const made = await answering({ query, headers: request.headers, body, accept });
    if (made instanceof Sent) throw new TypeError(`${route.operationId} changes something and answers with a file`);
    const headers: Record<string, string> = made.location === null ? {} : { Location: `${REST}${made.location}` };
    return { status: route.status, headers, body: JSON.stringify(made.json) };
  };
  const { kept, replayed } =
    key === null
      ? { kept: await act(), replayed: false }
      : await once({ tokenId: actor.grant.tokenId, key, digest }, act);
  response.writeHead(kept.status, {
    ...HEADERS,
    ...kept.headers,
    ...(replayed ? { "Idempotency-Replayed": "true" } : {}),
  });
  response.end(kept.body);
}

/** What a call brings, and what names it together with its address. */
async function bodyOf(request: IncomingMessage, response: ServerResponse, { route, actor }: Write) {
  const { method, url = "" } = request;
  const named = (content: string) =>
    createHash("sha256")
      .update(JSON.stringify([method, url, content]))
      .digest();
  if (route.takes.length > 0) admitFile(request, route);
  response.once("close", roomFor(actor.grant.tokenId, lengthOf(request), route.mostBytes));
  if (route.takes.length === 0) {
    const { text, json } = await readBody(request, route.mostBytes);
    return { body: json, digest: async () => named(text) };
  }
  const file = new SentFile(piecesOf(request), route.mostBytes);
  return { body: file, digest: async () => named((await file.digest()).toString("hex")) };
}

async function send(request: IncomingMessage, response: ServerResponse, made: Sent): Promise<void> {
  const { type, name, pieces, headers } = made;
  response.writeHead(200, {
    ...HEADERS,
    "Content-Type": type,
    ...(name === null ? {} : { "Content-Disposition": dispositionOf(name) }),
    ...headers,
  });
  // A stream has signs of life to send: whoever takes none of them for so long is gone.
  if (type === EVENTS) response.setTimeout(STALLED, () => response.destroy());
  if (request.method === "HEAD") response.end();
  else if (typeof pieces === "string" || pieces instanceof Uint8Array) response.end(pieces);
  else await pipeline(Readable.from(pieces), response);
}

/** An answer that names itself: whoever has it already is told so. */
function tagged(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  headers: Record<string, string> = {},
) {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const known = (request.headers["if-none-match"] ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  const same = known.includes(tag) || known.includes("*");
  response.writeHead(same ? 304 : 200, { ...HEADERS, ...headers, ETag: tag });
  response.end(same || request.method === "HEAD" ? undefined : body);
}

function nextOf(json: unknown): string | null {
  return typeof json === "object" && json !== null && "next" in json && typeof json.next === "string"
    ? json.next
    : null;
}

function nextUrl({ url = "/" }: IncomingMessage, next: string): string {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  searchParams.set("cursor", next);
  return `${pathname}?${searchParams}`;
}

/** What holds no content and needs no token. */
const OPEN = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>([
  ["/openapi.json", (request, response) => tagged(request, response, openApiDocument())],
  [
    "/docs",
    (request, response) => {
      const { html, policy } = docsPage();
      tagged(request, response, html, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
      });
    },
  ],
]);

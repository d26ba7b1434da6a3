import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { MAX_EVIDENCE_BYTES, MAX_EVIDENCE_FILES, TOO_LARGE } from "#core/evidence";
import { prepareRequest, refusedAsForeign } from "#server/door-request";
import type { RequestHandler } from "#server/http";
import { loadActor } from "#server/identity/actor";
import { TooMany } from "#server/identity/rate-limits";
import { readSession } from "#server/identity/session-token";
import { dispositionOf } from "#server/platform/disposition";
import { AppError, type ErrorCode, notFound } from "#server/platform/errors";
import { places } from "#server/platform/places";
import { admitEvidence, keepEvidence } from "#server/resolution/keep-evidence";
import { type KeptFile, readEvidence } from "#server/resolution/read-evidence";

/** Where files of evidence are handed in (POST) and handed out (GET, by id). */
export const EVIDENCE = "/api/evidence";

const STATUS: Readonly<Record<ErrorCode, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID: 400,
  CONFLICT: 409,
  TOO_MANY: 429,
  TOO_LARGE: 413,
  UNAVAILABLE: 503,
};

/** Files that are on their way at a time, and of one person as many as a proposal may have. */
const place = places(16, MAX_EVIDENCE_FILES);

const Upload = z.object({ question: z.uuid(), name: z.string().max(1000) });

/**
 * The door of evidence files. A file is the whole body of a request, so there is no envelope to parse: its length is known and
 * refused, and its sender known and permitted, before a byte of it is read; its type is decided by what it holds.
 */
export const handleEvidence =
  (development: boolean): RequestHandler =>
  async (request, response) => {
    prepareRequest(request, response, development);
    if (refusedAsForeign(request, response)) return;
    try {
      await answer(request, response);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (request.socket.destroyed) return; // whoever sent half a file is gone
      if (error instanceof TooMany) response.setHeader("Retry-After", String(error.seconds));
      json(response, STATUS[error.code], { message: error.message });
    }
  };

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const actor = await loadActor(await readSession(request.headers.cookie));
  if (request.method === "GET" || request.method === "HEAD") {
    const id = z.uuid().safeParse(pathname.slice(EVIDENCE.length + 1));
    if (!actor) {
      response.writeHead(307, { Location: `/sign-in?next=${encodeURIComponent(pathname)}` }).end();
      return;
    }
    if (!id.success) throw notFound();
    handOut(response, await readEvidence(actor, id.data), request.method === "HEAD");
    return;
  }
  if (request.method !== "POST" || pathname !== EVIDENCE) {
    response.setHeader("Allow", pathname === EVIDENCE ? "POST" : "GET, HEAD");
    json(response, 405, { message: "Files are handed in by POST and fetched by GET." });
    return;
  }
  if (!actor) throw new AppError("NOT_SIGNED_IN", "Sign in to go on.");
  const upload = Upload.safeParse(Object.fromEntries(searchParams));
  if (!upload.success)
    throw new AppError("INVALID", "Name the question (question) and the file (name, at most 1,000 characters).");
  const length = lengthOf(request);
  const question = await admitEvidence(actor, upload.data.question);
  const giveBack = place(actor.userId);
  if (!giveBack) throw new AppError("TOO_MANY", "Many files arrive just now. Try again in a moment.");
  response.once("close", giveBack);
  const content = await bodyOf(request, length);
  json(response, 200, await keepEvidence({ actor, question }, { name: upload.data.name, content }));
}

/** @throws {AppError} where the length is not told, nothing, or too much */
function lengthOf({ headers }: IncomingMessage): number {
  const told = headers["content-length"];
  if (told === undefined || !/^\d{1,15}$/.test(told))
    throw new AppError("INVALID", "Say how long the file is (Content-Length) and send it as it is.");
  const length = Number(told);
  if (length > MAX_EVIDENCE_BYTES) throw new AppError("TOO_LARGE", TOO_LARGE);
  if (length === 0) throw new AppError("INVALID", "This file is empty.");
  return length;
}

/** @throws {AppError} INVALID where less arrives than was told: nothing is kept of half a file */
async function bodyOf(request: IncomingMessage, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let received = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      received += chunk.length;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new AppError("INVALID", "The file broke off on its way.", undefined, { cause });
  }
  if (received !== length) throw new AppError("INVALID", "The file broke off on its way.");
  return Buffer.concat(chunks, received);
}

/** As a download that no browser renders, sniffs, frames, caches or lets another site read. */
function handOut(response: ServerResponse, { name, mediaType, content }: KeptFile, headOnly: boolean): void {
  response.writeHead(200, {
    "Content-Type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "Content-Length": content.length,
    "Content-Disposition": dispositionOf(name),
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
  });
  response.end(headOnly ? undefined : content);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

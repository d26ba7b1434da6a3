import type { IncomingMessage } from "node:http";
import { Problem } from "#server/routers/rest/problem";
import type { Route } from "#server/routers/rest/route";
import { tooLarge } from "#server/routers/rest/sent-file";

const JSON_TYPE = /^application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
/** Deeper than anything that is taken here. */
const MOST_DEPTH = 32;

/**
 * The body of a call as text and as JSON; undefined where there is none.
 *
 * @throws {Problem} for another type, an encoding, too much, what is no JSON, or text that cannot be stored
 */
export async function readBody(request: IncomingMessage, most: number): Promise<{ text: string; json: unknown }> {
  const { headers } = request;
  if ((lengthOf(request) ?? 0) > most) throw tooLarge(most);
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving this loop must not close the connection: the refusal has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  if (length === 0) return { text: "", json: undefined };
  if (!JSON_TYPE.test(headers["content-type"] ?? "") || (headers["content-encoding"] ?? "identity") !== "identity")
    throw new Problem("unsupported-media-type", "Send JSON as it is: Content-Type: application/json, UTF-8.", {
      headers: { "Accept-Post": "application/json" },
    });
  return parsed(Buffer.concat(chunks, length));
}

/** Of the body, in bytes; null where it is not told. */
export function lengthOf({ headers }: IncomingMessage): number | null {
  const told = headers["content-length"];
  if (told !== undefined) return Number(told);
  return headers["transfer-encoding"] === undefined ? 0 : null;
}

/**
 * Refuses a file of another type than the route takes, an encoded one and one that says that it is too large, before anything of
 * it is read. What it holds is for the use case to find out.
 */
export function admitFile(request: IncomingMessage, { takes, mostBytes }: Pick<Route, "takes" | "mostBytes">): void {
  const { headers } = request;
  const type = (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!takes.includes(type) || (headers["content-encoding"] ?? "identity") !== "identity")
    throw new Problem("unsupported-media-type", `Send the file itself as the body, as it is: ${takes.join(", ")}.`, {
      headers: { "Accept-Post": takes.join(", ") },
    });
  if ((lengthOf(request) ?? 0) > mostBytes) throw tooLarge(mostBytes);
}

/** A body in pieces; leaving off in the middle does not close the connection: a refusal still has to go out on it. */
export async function* piecesOf(request: IncomingMessage): AsyncGenerator<Uint8Array, void> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) if (Buffer.isBuffer(piece)) yield piece;
}

function parsed(bytes: Buffer): { text: string; json: unknown } {
  let text: string;
  let json: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    throw new Problem("bad-request", "The body is not JSON in UTF-8.");
  }
  refuseUnstorable(json, "", 0);
  return { text, json };
}

/** A database stores no U+0000 and no half of a surrogate pair: refused here, once, by its place. */
function refuseUnstorable(value: unknown, at: string, depth: number): void {
  if (depth > MOST_DEPTH) throw new Problem("bad-request", `The body is nested more than ${MOST_DEPTH} levels deep.`);
  if (typeof value === "string") refuseText(value, at || "(body)", "invalid-input");
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    refuseText(key, at || "(body)", "invalid-input");
    refuseUnstorable(part, Array.isArray(value) ? `${at}[${key}]` : at ? `${at}.${key}` : key, depth + 1);
  }
}

/** @throws {Problem} naming the field whose text cannot be stored */
export function refuseText(text: string, field: string, kind: "bad-request" | "invalid-input"): void {
  if (text.isWellFormed() && !text.includes("\u0000")) return;
  const message = "It holds a character that cannot be stored (U+0000 or half of a surrogate pair).";
  throw new Problem(kind, `${field}: ${message}`, { errors: [{ field, message }] });
}

/** What is read on of a body that nobody wants. */
const MOST_LET_GO = 2 * 1024 * 1024;

/**
 * Reads what is left of a refused call and forgets it: a client that is still sending when the connection closes never sees
 * why it was refused. A body without end is not waited for.
 */
export async function letGo(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed || Number(request.headers["content-length"]) > 2 * MOST_LET_GO) return;
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += Buffer.isBuffer(chunk) ? chunk.length : 0;
    if (length > MOST_LET_GO) return;
  }
}

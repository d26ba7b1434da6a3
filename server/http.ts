import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { bareAnswer, setBaseHeaders } from "#server/platform/base-headers";
import { log } from "#server/platform/log";
import { StartError } from "#server/platform/start-error";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void | Promise<void>;

/** Who answers what; filled in as the parts of the server come up. */
export interface Doors {
  health: RequestHandler;
  /** Calls of procedures, once they can be answered. */
  calls: RequestHandler | null;
  /** Files of evidence, once they can be taken and handed out. */
  evidence: RequestHandler | null;
  /** What an issuer tells of its own accord. */
  issuer: RequestHandler | null;
  /** What browsers report of the content policy. */
  reports: RequestHandler | null;
  /** The REST interface, once it can be answered. */
  rest: RequestHandler | null;
  /** Everything else, once it can be served. */
  pages: RequestHandler | null;
  /** By path; `/_next` is matched as a prefix. */
  upgrades: Map<string, UpgradeHandler>;
}

/** What one client may take of the server's time: one that says little and slowly is cut, not waited for. */
const PATIENCE = {
  headersTimeout: 15_000,
  /** For the whole of a request. The largest file, 256 MB, then needs a line of 7 Mbit/s. */
  requestTimeout: 300_000,
  keepAliveTimeout: 10_000,
  /** Without a byte either way: whoever asks and then does not listen. Streams and sockets say something every half minute. */
  timeout: 300_000,
  connectionsCheckingInterval: 2_000,
};
/** Connections at a time; more are dropped, so that those that are there go on. */
const MOST_CONNECTIONS = 10_000;

export interface HttpServer {
  port: number;
  /** Takes no new connection, waits for the requests under way, at most `patience` milliseconds, then cuts what is left. */
  close(patience: number): Promise<void>;
  /** Cuts the upgraded connections: once whoever speaks on them has said goodbye. */
  hangUp(): void;
}

/**
 * The one server on the one port. It listens before anything else is up, so a port that is taken is known at once; until
 * then every page is 503.
 *
 * @throws {StartError} when the port cannot be had
 */
export async function listen(port: number, doors: Doors, patience: Partial<typeof PATIENCE> = {}): Promise<HttpServer> {
  const upgraded = new Set<Duplex>();
  const server = createServer({ ...PATIENCE, ...patience }, (request, response) => {
    setBaseHeaders(response);
    const target = hasOneHost(request) ? readableTarget(request.url ?? "") : null;
    if (target === null) {
      response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
      response.end("This address cannot be read.\n");
      return;
    }
    request.url = target;
    const path = pathOf(request);
    const handler = path === "/api/health" ? doors.health : (doorOf(path, doors) ?? notYet);
    handler(request, response).catch((error) => fail(response, error));
  });
  server.timeout = patience.timeout ?? PATIENCE.timeout;
  server.maxConnections = MOST_CONNECTIONS;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (socket.writable && error.code !== "ECONNRESET")
      socket.end(bareAnswer(statusOf(error.code)), () => socket.destroy());
    else socket.destroy();
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const path = hasOneHost(request) ? pathOf(request) : "";
    const handler = doors.upgrades.get(path.startsWith("/_next/") ? "/_next" : path);
    if (!handler) {
      socket.end(bareAnswer("404 Not Found"), () => socket.destroy());
      return;
    }
    upgraded.add(socket);
    socket.on("close", () => upgraded.delete(socket));
    Promise.resolve(handler(request, socket, head)).catch((error) => {
      log.error({ error }, "an upgrade failed");
      socket.destroy();
    });
  });
  server.listen(port);
  try {
    await once(server, "listening");
  } catch (error) {
    throw portError(port, error);
  }
  const address = server.address();
  const hangUp = () => {
    for (const socket of upgraded) socket.destroy();
  };
  return {
    hangUp,
    port: typeof address === "object" && address ? address.port : port,
    async close(patience) {
      const closed = once(server, "close");
      server.close();
      const cut = setTimeout(() => {
        server.closeAllConnections();
        hangUp();
      }, patience);
      // A connection whose last answer began before the closing is kept alive by the protocol once that answer ends.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}

function doorOf(path: string, doors: Doors): RequestHandler | null {
  if (path.startsWith("/api/trpc/")) return doors.calls;
  if (path === "/api/csp-report") return doors.reports;
  if (path === "/api/auth/backchannel-logout") return doors.issuer;
  if (path === "/api/v1" || path.startsWith("/api/v1/")) return doors.rest;
  return path === "/api/evidence" || path.startsWith("/api/evidence/") ? doors.evidence : doors.pages;
}

/** Of two hosts a proxy in front may go by one and we by the other. */
const hasOneHost = ({ headersDistinct }: IncomingMessage): boolean => (headersDistinct.host?.length ?? 0) < 2;

/**
 * Path and query of what a request asks for, also where it names the whole address, as a proxy is asked; null for what is neither, or has
 * broken percent signs in its path, which what comes after us would fail on.
 */
function readableTarget(asked: string): string | null {
  const parsed = /^https?:\/\//i.test(asked) && URL.canParse(asked) ? new URL(asked) : null;
  const target = parsed ? parsed.pathname + parsed.search : asked;
  if (!target.startsWith("/")) return null;
  try {
    decodeURIComponent(target.split("?", 1)[0] ?? "");
    return target;
  } catch {
    return null;
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?", 1)[0] ?? "/";

const notYet: RequestHandler = async (_request, response) => {
  response.writeHead(503, { "Retry-After": "2", "Content-Type": "text/plain; charset=utf-8" });
  response.end("Bellwether is starting. Try again in a moment.\n");
};

/** What a request was that the parser of HTTP could not read, or waited for too long. */
function statusOf(code: string | undefined): string {
  if (code === "HPE_HEADER_OVERFLOW") return "431 Request Header Fields Too Large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
}

function fail(response: ServerResponse, error: unknown): void {
  log.error({ error }, "a request failed");
  if (response.headersSent) response.destroy();
  else
    response
      .writeHead(500, { "Content-Type": "text/plain; charset=utf-8" })
      .end("Something went wrong on our side. Nothing was saved.\n");
}

function portError(port: number, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new StartError(`Port ${port} is taken: stop what runs there, or set PORT to another.`);
  if (code === "EACCES")
    return new StartError(`Port ${port} may not be used by this user: set PORT to one above 1023.`);
  return error;
}

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Actor } from "#core/permissions";
import { CLOSED } from "#core/rationale";
import { type Bounds, type Closing, type Frame, frameGate } from "#server/collab/bounds";
import type { Caller } from "#server/collab/caller";
import { frameSender } from "#server/collab/frames";
import { turnedAway } from "#server/collab/turned-away";
import { noteRefusal } from "#server/identity/note-refusal";
import { stillNoted } from "#server/identity/rate-limits";
import { socketActor } from "#server/identity/socket-actor";
import { bareAnswer } from "#server/platform/base-headers";
import { clientAddress } from "#server/platform/client-address";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { log } from "#server/platform/log";
import { fromOurPages } from "#server/platform/origin";

/** One WebSocket as the document server uses it: what it can no longer take ends it. */
export interface Line {
  readonly readyState: number;
  send(data: Uint8Array): void;
  close(code?: number, reason?: string): void;
}

export interface Visit {
  caller: Caller;
  line: Line;
  /** Called with every message that passed the gate, and once when the socket is gone. */
  listen(onMessage: (frame: Frame) => void, onClose: (closing: Closing) => void): void;
}

interface DoorOptions {
  bounds: Bounds;
  enter(visit: Visit, request: IncomingMessage): void;
}

/** What no editor of ours does; everything else is told by whoever finds it. */
const ABUSE = new Set<number>([CLOSED.malformed.code, CLOSED.tooMany.code]);

/** Takes WebSocket upgrades: from our own pages, by somebody signed in, within bounds. */
export function door({ bounds, enter }: DoorOptions) {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: bounds.messageBytes,
  });
  const callers = new Map<Caller, WebSocket>();
  const missed = new WeakMap<WebSocket, number>();
  const send = frameSender();
  const sentAway = turnedAway();
  let open = true;

  const pings = setInterval(() => {
    for (const socket of callers.values()) {
      const count = missed.get(socket) ?? 0;
      if (count >= bounds.missedPings) socket.terminate();
      missed.set(socket, count + 1);
      socket.ping();
    }
  }, bounds.pingEveryMs);
  pings.unref();

  function full(userId: string): string | null {
    if (callers.size >= bounds.connectionsPerProcess) return "503 Service Unavailable";
    const own = [...callers.keys()].filter(({ actor }) => actor.userId === userId);
    return own.length >= bounds.connectionsPerUser ? "429 Too Many Requests" : null;
  }

  /** Whoever does not say goodbye in time is cut off: what they had open is let go of by then. */
  function leave(socket: WebSocket, code?: number, reason?: string): void {
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), bounds.closingMs).unref();
  }

  function visit(socket: WebSocket, below: Duplex, caller: Caller): Visit {
    const gate = frameGate(bounds);
    socket.on("pong", () => missed.set(socket, 0));
    socket.on("error", () => {
      sentAway(CLOSED.malformed); // too large, or no WebSocket frame at all
      socket.terminate();
    });
    socket.on("close", () => callers.delete(caller));
    return {
      caller,
      line: {
        get readyState() {
          return socket.readyState;
        },
        send(data) {
          if (socket.readyState !== socket.OPEN) return;
          // Beside the library's own frames, which are made at once and in order: nothing is compressed here or in parts.
          if (socket.bufferedAmount + data.byteLength > bounds.unsentBytes) socket.terminate();
          else send(below, data);
        },
        close(code = 1000, reason = "") {
          if (ABUSE.has(code)) sentAway({ reason });
          leave(socket, code, reason);
        },
      },
      listen(onMessage, onClose) {
        socket.on("message", (data, isBinary) => {
          if (socket.readyState !== socket.OPEN) return; // refused already: what follows is not looked at
          if (!isBinary || !(data instanceof Uint8Array)) return caller.close(CLOSED.malformed);
          const passed = gate(data);
          if ("code" in passed) caller.close(passed);
          else onMessage(passed);
        });
        socket.on("close", (code, reason) => onClose({ code, reason: reason.toString() }));
      },
    };
  }

  return {
    callers: (): Iterable<Caller> => callers.keys(),

    async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
      socket.on("error", () => socket.destroy());
      const refuse = (status: string) => socket.end(bareAnswer(status), () => socket.destroy());
      const { headers } = request;
      if (!fromOurPages(headers)) {
        noteForeign(request);
        return void refuse("403 Forbidden");
      }
      const asked = await whoIs(headers);
      if (asked === "unknown" || !open) return void refuse("503 Service Unavailable");
      if (!asked) return void refuse("401 Unauthorized");
      const { actor, name } = asked;
      const crowded = full(actor.userId);
      if (crowded) return void refuse(crowded);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const close = (closing: Closing) => {
          if (ABUSE.has(closing.code)) sentAway(closing);
          leave(webSocket, closing.code, closing.reason);
        };
        const caller: Caller = {
          headers,
          actor,
          name,
          documents: new Map(),
          connections: new Map(),
          early: new Map(),
          close,
        };
        callers.set(caller, webSocket);
        enter(visit(webSocket, socket, caller), request);
      });
    },

    /** Takes nobody in any more. */
    shut(): void {
      open = false;
      clearInterval(pings);
    },
  };
}

/** A page elsewhere tried to open a document in somebody's name, or a program that is no browser did. It is not waited for. */
function noteForeign({ headers, socket }: IncomingMessage): void {
  const hops = headers["x-forwarded-for"];
  const forwarded = Array.isArray(hops) ? hops.join(",") : hops;
  const address = clientAddress(socket.remoteAddress, forwarded, env().trustedProxies);
  const noted = async () => {
    if (await stillNoted("refusal.socket", address))
      await noteRefusal({ door: "document socket", because: "asked for from elsewhere", address });
  };
  noted().catch((error) => log.error({ error }, "a refused socket could not be written down"));
}

/** Who a request comes from: null for nobody, "unknown" while the database cannot be asked. */
async function whoIs(headers: IncomingMessage["headers"]): Promise<{ actor: Actor; name: string } | null | "unknown"> {
  try {
    const actor = await socketActor(headers);
    const person = actor && (await db.user.findUnique({ where: { id: actor.userId }, select: { name: true } }));
    return actor && person ? { actor, name: person.name } : null;
  } catch (error) {
    log.error({ error }, "who asks for a shared document could not be found out");
    return "unknown";
  }
}

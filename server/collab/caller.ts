import type { IncomingHttpHeaders } from "node:http";
import type { Connection } from "@hocuspocus/server";
import type { Actor } from "#core/permissions";
import { CARET_COLOURS, type Present } from "#core/rationale";
import type { Closing, Frame } from "#server/collab/bounds";

/** What somebody may do with a text. */
export interface Granted {
  teamId: string;
  readOnly: boolean;
}

/** A signed-in browser at the other end of one WebSocket. */
export interface Caller {
  /** Of the upgrade request: the cookie in them is asked about again while the connection lasts. */
  headers: IncomingHttpHeaders;
  actor: Actor;
  name: string;
  /** What it has open, by scenario. */
  documents: Map<string, Granted>;
  /** The connections to documents that share this socket, by name of the document. */
  connections: Map<string, Connection<CollabContext>>;
  /** What it said of documents that it has not been let in to yet, by name. */
  early: Map<string, Early>;
  close(closing: Closing): void;
}

/** What waits for its sender to be let in to a document. */
export interface Early {
  /** Whether they have said who they are. */
  asked: boolean;
  messages: Frame[];
}

/** What hooks know of a connection to a document: the caller from the upgrade on, the rest once they are admitted. */
export interface CollabContext {
  caller: Caller;
  present?: Present;
  /** The one caret that the connection speaks for. */
  editor?: number;
  /** Of the text that the editor holds. */
  generation?: number;
  /** What they may do with it. */
  granted?: Granted;
}

/** Ends what a hook was asked about. Its message is empty on purpose: a refusal is no fault of ours to be logged. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly reason: string;
  constructor({ code, reason }: Closing) {
    super("");
    this.code = code;
    this.reason = reason;
  }
}

/** The colour of a person's caret: their own as far as nobody else in the document has it. */
export function caretSeries(userId: string, taken: ReadonlyMap<string, number>): number {
  const mine = taken.get(userId);
  if (mine) return mine;
  const first = Number.parseInt(userId.slice(-6), 16) % CARET_COLOURS;
  const others = new Set(taken.values());
  for (let step = 0; step < CARET_COLOURS; step += 1) {
    const series = ((first + step) % CARET_COLOURS) + 1;
    if (!others.has(series)) return series;
  }
  return first + 1;
}

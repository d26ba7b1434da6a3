import * as Y from "yjs";

/** What of a document the server has, as far as this browser can tell: clocks by client. */
export interface ServerHas {
  readonly clocks: ReadonlyMap<number, number>;
  /** Everything that is in the document now. */
  everything(document: Y.Doc): void;
  /** What has just come from it. */
  heard(update: Uint8Array): void;
  /** As a state vector, to be kept. */
  encoded(): Uint8Array;
}

/** @param kept a state vector of before; null for none */
export function serverHas(kept: Uint8Array | null): ServerHas {
  const clocks = new Map<number, number>(kept ? Y.decodeStateVector(kept) : []);
  const raise = (to: ReadonlyMap<number, number>) => {
    for (const [client, clock] of to) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
  };
  return {
    clocks,
    everything: (document) => raise(Y.decodeStateVector(Y.encodeStateVector(document))),
    heard: (update) => raise(Y.parseUpdateMeta(update).to),
    encoded: () => Y.encodeStateVector(clocks),
  };
}

import * as Y from "yjs";
import { StartError } from "#server/platform/start-error";
import { CodePoints } from "./code-points";
import type { Patches } from "./trace";
import { inPieces } from "./trace-pieces";

export const TRACE_TEXT = "words";

/** Nobody writes under this number: Yjs takes another where it receives what seems to be its own. */
const NOBODY = 2 ** 32 - 1;

/** A document that holds exactly the transactions it was given, in which more can be made. */
export class TraceLine {
  readonly document = new Y.Doc();
  readonly held: Set<number>;
  /** Those held that nothing held follows upon. */
  heads: ReadonlySet<number>;
  /** Who wrote in it last, and which transaction. */
  agent: number | null = null;
  last = -1;
  private readonly text = this.document.getText(TRACE_TEXT);
  private readonly points: CodePoints;

  /** @param from what it is a copy of; null for an empty one */
  constructor(from: TraceLine | null) {
    this.document.clientID = NOBODY;
    if (from) Y.applyUpdateV2(this.document, Y.encodeStateAsUpdateV2(from.document));
    this.held = new Set(from?.held);
    this.heads = new Set(from?.heads);
    this.points = from ? from.points.copy() : new CodePoints();
    this.text.observe(({ delta }, { local }) => {
      if (!local) this.follow(delta);
    });
  }

  /** @param made the updates of all transactions, null for one that changed nothing */
  receive(transactions: readonly number[], made: readonly (Uint8Array | null)[]): void {
    if (transactions.length === 0) return;
    this.document.clientID = NOBODY;
    const apply = () => {
      for (const index of transactions) {
        const update = made[index];
        if (update) Y.applyUpdate(this.document, update);
        this.held.add(index);
      }
    };
    Y.transact(this.document, apply, null, false);
  }

  /** Makes a transaction. @returns the updates that are sent for it */
  write(clientId: number, patches: Patches, name: string): Uint8Array[] {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    this.document.clientID = clientId;
    this.document.on("update", collect);
    for (const pieces of inPieces(patches))
      this.document.transact(() => {
        for (const [position, deleted, inserted] of pieces) this.apply(position, deleted, inserted, name);
      });
    this.document.off("update", collect);
    return updates;
  }

  /** It holds this transaction now, and everything else in it came before. */
  stands(index: number, agent: number): void {
    this.held.add(index);
    this.heads = new Set([index]);
    this.last = index;
    this.agent = agent;
  }

  private apply(position: number, deleted: number, inserted: string, name: string): void {
    const at = this.points.units(position);
    const end = this.points.units(position + deleted);
    if (end > this.text.length) throw new StartError(`${name} changes what is not there: ${position}+${deleted}.`);
    if (end > at) this.text.delete(at, end - at);
    if (inserted) this.text.insert(at, inserted);
    this.points.splice(at, end - at, inserted);
  }

  private follow(delta: Y.YTextEvent["delta"]): void {
    let at = 0;
    for (const { retain = 0, delete: deleted = 0, insert } of delta) {
      const inserted = typeof insert === "string" ? insert : "";
      if (deleted > 0 || inserted) this.points.splice(at, deleted, inserted);
      at += retain + inserted.length;
    }
  }
}

import type { Anchor } from "#core/anchor";
import type { World } from "#core/world";
import type { ReadText } from "#server/exchange/brief-text";

/** A world whose references are settled: every id of the file has the id of its row. */
export interface SettledWorld {
  teamId: string;
  /** Marked on what it makes; null for the demo, which nobody undoes. */
  importId: string | null;
  world: World;
  fileName: string;
  /** Marked on every forecast and resolution, and in the journal. */
  origin: "IMPORT" | "SIMULATED";
  texts: ReadonlyMap<string, ReadText>;
  /** Scenario id → the anchor of its quote. */
  anchors: ReadonlyMap<string, Anchor>;
  /** Person id → member id. */
  members: ReadonlyMap<string, string>;
}

export function must<T>(value: T | undefined, what: string, id: string | null): T {
  if (value === undefined) throw new RangeError(`${what} ${id ?? "of the file"} must be in the world: check it first`);
  return value;
}

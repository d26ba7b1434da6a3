import type { Loaded } from "#server/collab/loaded";
import { log } from "#server/platform/log";

/** What has to be kept of a text before something happens to it. */
export interface AutomaticVersions {
  /** An update is in the log: if it is the first of its day, the text before it. May be told more than once. */
  edited(documentId: string, seq: number): Promise<void>;
  /** The text as editors of an earlier schema wrote it, before the first of this one opens it. */
  beforeSchemaChange(documentId: string): Promise<void>;
}

interface EditDays {
  /** An edit on another day than the last: one question, and none for the edits that follow. */
  see(state: Loaded, seq: number): void;
  /** Resolves when every version that is being taken has been. */
  settled(): Promise<void>;
}

/** Has the text kept as it was before the first edit of each day. */
export function editDays(versions: AutomaticVersions): EditDays {
  const takings = new Set<Promise<void>>();
  return {
    see(state, seq) {
      const today = dayOf(Date.now());
      if (state.editedOn === today) return;
      state.editedOn = today;
      const taking = versions
        .edited(state.documentId, seq)
        .catch((error: unknown) => {
          state.editedOn = null; // the next edit asks again
          log.error(
            { documentId: state.documentId, error },
            "the text before the first edit of a day could not be kept",
          );
        })
        .finally(() => takings.delete(taking));
      takings.add(taking);
    },
    settled: async () => void (await Promise.all(takings)),
  };
}

const DAY_MS = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

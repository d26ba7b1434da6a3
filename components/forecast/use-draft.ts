import { useState } from "react";
import type { Instant } from "#components/ui/format";

/** Names a standing forecast, so that a newer one from the server can be told from the one an act was made on. */
export function versionOf(standing: { readonly since: Instant } | null, value: unknown): string {
  return standing ? `${JSON.stringify(value)} ${new Date(standing.since).getTime()}` : "none";
}

/**
 * What is being edited against what stands. A draft survives whatever the server sends meanwhile; after an act the new
 * value stands here at once, until the server's own next word on it arrives.
 *
 * @param standing as the server sent it
 * @param version of it, as {@link versionOf} names it
 */
export function useDraft<S, D>(standing: S | null, version: string) {
  const [draft, setDraft] = useState<D | null>(null);
  const [settled, setSettled] = useState<{ value: S | null; over: string } | null>(null);
  return {
    draft,
    stands: settled?.over === version ? settled.value : standing,
    edit: setDraft,
    revert: () => setDraft(null),
    settle: (value: S | null) => {
      setSettled({ value, over: version });
      setDraft(null);
    },
  };
}

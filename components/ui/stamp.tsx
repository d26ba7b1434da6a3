import type { ReactNode } from "react";

/** yes filled, no hollow, wait for what a second person must see, open (dashed) for everything undecided or annulled. */
export type StampKind = "yes" | "no" | "wait" | "open";

export function Stamp({ kind, children }: { kind: StampKind; children: ReactNode }) {
  return <span className={`stamp ${kind}`}>{children}</span>;
}

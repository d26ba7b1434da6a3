import type { ReactNode } from "react";

/** A fact about a row, in a word. */
export function Tag({ kind, children }: { kind?: "you" | "warn"; children: ReactNode }) {
  return <span className={kind ? `tag ${kind}` : "tag"}>{children}</span>;
}

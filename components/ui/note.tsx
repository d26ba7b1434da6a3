import type { ReactNode } from "react";

/** A remark beside the text. `bad` is heard at once; the others wait their turn. */
export function Note({ kind, children }: { kind?: "info" | "good" | "warn" | "bad"; children: ReactNode }) {
  return (
    <div className={kind ? `note ${kind}` : "note"} role={kind === "bad" ? "alert" : undefined}>
      {children}
    </div>
  );
}

/** About the whole page: a lost connection, a view of the past. */
export function Banner({ quiet, children }: { quiet?: boolean; children: ReactNode }) {
  return (
    <div className={quiet ? "banner quiet" : "banner"} role="status">
      {children}
    </div>
  );
}

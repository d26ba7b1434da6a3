import type { ReactNode } from "react";

/** What went wrong at a press or a field, heard at once; nothing while nothing is wrong. */
export function ProblemLine({ id, children }: { id?: string; children: ReactNode }) {
  return children ? (
    <p className="err" id={id} role="alert">
      {children}
    </p>
  ) : null;
}

import type { ReactNode } from "react";

/** Lets a wide table scroll by itself, by key too, instead of widening the page. */
export function TableWrap({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <section className="table-wrap" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** Heads the column of what can be done with a row: the eye sees it from the buttons. */
export function ActsHead() {
  return (
    <th scope="col">
      <span className="vh">Acts</span>
    </th>
  );
}

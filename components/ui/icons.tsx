const ICONS = {
  check: "M2 7.5l3.2 3.2L12 3.6",
  lock: "M3 6.5h8v5.5H3zM4.8 6.5V4.3a2.2 2.2 0 014.4 0v2.2",
  warn: "M7 2l5.5 10h-11zM7 6v2.6M7 10.4v.1",
} as const;

/** Always beside its word, so it says nothing itself. */
export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg viewBox="0 0 14 14" className="ic" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}

/** From one number to another: drawn, because the arrow of a text font sits wrong between figures; read as "to". */
export function To() {
  return (
    <>
      <svg className="to" viewBox="0 0 12 8" aria-hidden="true">
        <path d="M.5 4h10M7.5 1l3 3-3 3" />
      </svg>
      <span className="vh"> to </span>
    </>
  );
}

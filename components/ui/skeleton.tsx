const WIDTHS = ["70%", "94%", "88%", "40%"] as const;

/** The shape of what is coming, said aloud once. */
export function Skeleton({ label = "Loading", lines = 4 }: { label?: string; lines?: number }) {
  const rows = Array.from({ length: lines }, (_, row) => ({ row, width: WIDTHS[row % WIDTHS.length] }));
  return (
    <div className="skeleton" aria-busy="true">
      <span className="vh">{label}</span>
      {rows.map(({ row, width }) => (
        <div key={row} className="skel" style={{ width }} />
      ))}
    </div>
  );
}

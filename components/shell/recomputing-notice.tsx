import { count } from "#components/ui/format";

/** On every page while stored scores are recomputed: figures may rest on two versions of the rules. */
export function RecomputingNotice({ done, total }: { done: number; total: number }) {
  return (
    <aside className="page" aria-label="Scores are being recomputed">
      <p className="small muted border-b border-line py-1.5">
        Scores are being recomputed: {count(done)} of {count(total)} questions. Each shows its newest complete scores.
      </p>
    </aside>
  );
}

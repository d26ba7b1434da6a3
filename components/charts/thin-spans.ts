import type { CrowdSpan } from "#core/aggregation/binary";

/**
 * A long history with the same silhouette and at most about four spans a column: of those that start in a column the
 * first, the lowest, the highest and the last stay, each lasting until the next that stays. Gaps stay gaps.
 *
 * @param spans in time order
 * @param columns how many columns to tell apart over the whole history
 */
export function thinSpans(spans: readonly CrowdSpan[], columns = 200): readonly CrowdSpan[] {
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last || spans.length <= columns * 2) return spans;
  const width = (last.start - first.start) / columns || 1;
  const kept = new Set<CrowdSpan>();
  for (const column of Map.groupBy(spans, (span) => Math.floor((span.start - first.start) / width)).values()) {
    const byValue = column.toSorted((a, b) => a.value - b.value);
    for (const span of [column[0], byValue[0], byValue.at(-1), column.at(-1)]) if (span) kept.add(span);
  }
  return stretch(spans, kept);
}

function stretch(spans: readonly CrowdSpan[], kept: ReadonlySet<CrowdSpan>): CrowdSpan[] {
  const out: CrowdSpan[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    if (kept.has(span)) out.push({ ...span });
    else if (before && before.end === span.start) out[out.length - 1] = { ...before, end: span.end };
    else out.push({ ...span });
  }
  return out;
}

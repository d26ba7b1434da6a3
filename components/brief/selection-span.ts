/** Words of the brief that are selected: where they stand in its canonical text. */
export interface SelectedSpan {
  start: number;
  end: number;
}

/**
 * The selection as a span of the brief's canonical text, blanks at its ends left out; null where nothing of the
 * brief is selected. Reads the offsets that the page carries in `data-at`, so numbers and notes between do not count.
 */
export function selectedSpan(root: HTMLElement, selection: Selection | null, text: string): SelectedSpan | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of root.querySelectorAll<HTMLElement>("[data-at]")) {
    const words = piece.firstChild;
    if (!words || !range.intersectsNode(words)) continue;
    const at = Number(piece.dataset.at);
    const length = words.textContent?.length ?? 0;
    const from = range.startContainer === words ? range.startOffset : 0;
    const to = range.endContainer === words ? range.endOffset : length;
    if (from >= to) continue;
    start = Math.min(start, at + from);
    end = Math.max(end, at + to);
  }
  if (start >= end) return null;
  const words = text.slice(start, end);
  const trimmed = words.trim();
  if (trimmed === "") return null;
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + lead + trimmed.length };
}

import * as Y from "yjs";
import type { RationaleNode } from "#core/rationale";
import { commonRuns } from "#core/rationale-diff/common-runs";
import { lineDiff } from "#core/rationale-diff/line-diff";
import { normalised } from "#core/rationale-diff/pieces";
import { tokensOf } from "#core/rationale-diff/tokens";
import { elementOf, markOf, nodesOf, runsOf } from "#server/collab/rationale-json";

/** A text with its looks, or a single reference or break. */
type Stretch = { key: string; nodes: RationaleNode[]; text: boolean };

/** Turns what stands within one block into another line, word by word. */
export function rewriteLine(parent: Y.XmlFragment | Y.XmlElement, line: readonly RationaleNode[]): void {
  const [now, wanted] = [parent.toArray().map((child) => stretchOf(nodesOf(child))), stretchesOf(line)];
  let [at, from, to] = [0, 0, 0];
  const keys = (stretches: readonly Stretch[]) => stretches.map(({ key }) => key);
  for (const { inA, inB, length } of [
    ...commonRuns(keys(now), keys(wanted)),
    { inA: now.length, inB: wanted.length, length: 0 },
  ]) {
    at = between(parent, at, now.slice(from, inA), wanted.slice(to, inB)) + length;
    [from, to] = [inA + length, inB + length];
  }
}

/** Texts become texts in their order; of the rest what was goes and what is to be comes. @returns the place after it */
function between(parent: Y.XmlFragment, start: number, now: readonly Stretch[], wanted: readonly Stretch[]): number {
  let [at, next] = [start, 0];
  for (const { nodes, text } of wanted) {
    const found = text ? now.findIndex((stretch, index) => index >= next && stretch.text) : -1;
    const child = found < 0 ? null : parent.get(at + found - next);
    if (child instanceof Y.XmlText) {
      if (found > next) parent.delete(at, found - next);
      rewriteText(child, nodes);
      next = found + 1;
    } else parent.insert(at, text ? runsOf(nodes) : nodes.map(elementOf));
    at += 1;
  }
  if (next < now.length) parent.delete(at, now.length - next);
  return at;
}

function rewriteText(text: Y.XmlText, wanted: readonly RationaleNode[]): void {
  const worn = new Set<string>();
  for (const { attributes } of text.toDelta()) for (const name of Object.keys(attributes ?? {})) worn.add(name);
  const before = normalised({ type: "paragraph", content: nodesOf(text) }).content ?? [];
  const delta = lineDiff(tokensOf(before, 0), tokensOf(wanted, 0)).map(({ change, node }) => {
    const words = node.text ?? "";
    const looks = Object.fromEntries((node.marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}]));
    if (change === "added") return { insert: words, attributes: looks };
    if (change === "removed") return { delete: words.length };
    if (change === "same") return { retain: words.length };
    const shed = [...worn].filter((name) => !(markOf(name) in looks)).map((name) => [name, null]);
    return { retain: words.length, attributes: { ...Object.fromEntries(shed), ...looks } };
  });
  text.applyDelta(delta);
}

function stretchesOf(line: readonly RationaleNode[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const node of line) {
    const last = stretches.at(-1);
    if (node.type === "text" && last?.text) stretches[stretches.length - 1] = stretchOf([...last.nodes, node]);
    else stretches.push(stretchOf([node]));
  }
  return stretches;
}

function stretchOf(nodes: RationaleNode[]): Stretch {
  const content = normalised({ type: "paragraph", content: nodes }).content ?? [];
  // A text without words is one, too.
  return { key: JSON.stringify(content), nodes: content, text: content.every(({ type }) => type === "text") };
}

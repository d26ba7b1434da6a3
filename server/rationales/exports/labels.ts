import type { RationaleNode } from "#core/rationale";
import { chipOf, mentionOf, type ReadReferences } from "#core/rationale-references";

/** “@Analyst 2” as an exported text says it. */
export function mentionLabel(node: RationaleNode, { members }: ReadReferences): string {
  return `@${members.get(mentionOf(node.attrs) ?? "") ?? "somebody who is not in this team"}`;
}

/** A question's crowd as whoever exports may see it: “35 %”, or that it is hidden, beside the question's title. */
export function chipLabel(node: RationaleNode, { questions }: ReadReferences): string {
  const reading = questions.get(chipOf(node.attrs) ?? "");
  if (!reading) return "[question not found]";
  if (reading.hidden) return `[crowd hidden: ${reading.title}]`;
  if (reading.crowd === null) return `[nobody has forecast: ${reading.title}]`;
  return `[crowd ${Number((reading.crowd * 100).toPrecision(3))} %: ${reading.title}]`;
}

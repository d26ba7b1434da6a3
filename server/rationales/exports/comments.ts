import type { RationaleNode } from "#core/rationale";
import type { ThreadView } from "#server/rationales/threads/thread-queries";

/** The comments on a text as its appendix: written as part of it, so that every format has them its own way. */
export function withComments(text: RationaleNode, threads: readonly ThreadView[]): RationaleNode {
  if (threads.length === 0) return text;
  return {
    ...text,
    content: [
      ...(text.content ?? []),
      { type: "heading", attrs: { level: 3 }, content: [plain("Comments")] },
      ...threads.flatMap(threadNodes),
    ],
  };
}

function threadNodes({ words, place, comments, resolved }: ThreadView): RationaleNode[] {
  const state = [
    place ? "" : "No longer in the text.",
    resolved ? `Resolved by ${resolved.by}, ${instant(resolved.at)}.` : "",
  ].filter(Boolean);
  return [
    { type: "blockquote", content: [paragraph(plain(words || "The words were removed from the record."))] },
    ...(state.length > 0 ? [paragraph(plain(state.join(" "), "italic"))] : []),
    {
      type: "bulletList",
      content: comments.map(({ by, at, body }) => ({
        type: "listItem",
        content: [
          paragraph(plain(by, "bold"), plain(`, ${instant(at)}`)),
          ...(body ?? "Withdrawn by its author.")
            .split(/\n+/)
            .filter((line) => line.trim() !== "")
            .map((line) => paragraph(plain(line))),
        ],
      })),
    },
  ];
}

const plain = (text: string, mark?: string): RationaleNode => ({
  type: "text",
  text,
  ...(mark ? { marks: [{ type: mark }] } : {}),
});
const paragraph = (...content: RationaleNode[]): RationaleNode => ({ type: "paragraph", content });
/** To the minute, as everywhere in files: UTC. */
const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

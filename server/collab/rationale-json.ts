import * as Y from "yjs";
import { RATIONALE_FIELD, RationaleNode } from "#core/rationale";

/** The text of a Yjs document as ProseMirror's JSON, without an editor and without knowing its schema: nothing is dropped. */
export function rationaleJson(document: Y.Doc): RationaleNode {
  return RationaleNode.parse({
    type: "doc",
    content: document.getXmlFragment(RATIONALE_FIELD).toArray().flatMap(nodesOf),
  });
}

/** A block or a reference as one node, a stretch of text as one a look. */
export function nodesOf(item: unknown): RationaleNode[] {
  if (item instanceof Y.XmlText) return textOf(item);
  if (!(item instanceof Y.XmlElement)) return [];
  const attrs = item.getAttributes();
  const content = item.toArray().flatMap(nodesOf);
  return [
    {
      type: item.nodeName,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ];
}

function textOf(item: Y.XmlText): RationaleNode[] {
  const runs: { insert: unknown; attributes?: Record<string, unknown> }[] = item.toDelta();
  return runs.flatMap(({ insert, attributes }) => {
    if (typeof insert !== "string") return [];
    const marks = Object.entries(attributes ?? {}).map(([name, attrs]) => ({
      type: markOf(name),
      ...(isRecord(attrs) && Object.keys(attrs).length > 0 ? { attrs } : {}),
    }));
    return [{ type: "text", text: insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

/** The binding of the editor to Yjs names marks that may overlap themselves `name--hash`. */
export const markOf = (name: string): string => name.replace(/--[a-zA-Z0-9+/=]{8}$/, "");

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Puts ProseMirror's JSON into an empty document, as an editor would have typed it. */
export function writeRationale(document: Y.Doc, content: readonly RationaleNode[]): void {
  document.transact(() => document.getXmlFragment(RATIONALE_FIELD).push(content.map(elementOf)));
}

export type Element = Y.XmlElement | Y.XmlText;

export function elementOf(node: RationaleNode): Element {
  if (node.type === "text") return textFrom([node]);
  const element = new Y.XmlElement(node.type);
  for (const [name, value] of Object.entries(node.attrs ?? {})) setAttribute(element, name, value);
  element.insert(0, runsOf(node.content ?? []));
  return element;
}

/** Yjs types attributes as strings and keeps whatever it is given: the editor's binding relies on that, and so does this. */
export function setAttribute(element: Y.XmlElement, name: string, value: unknown): void {
  Reflect.apply(element.setAttribute, element, [name, value]);
}

/** Neighbouring pieces of text are one text with marks. */
export function runsOf(content: readonly RationaleNode[]): Element[] {
  const made: Element[] = [];
  let run: RationaleNode[] = [];
  const endRun = () => {
    if (run.length > 0) made.push(textFrom(run));
    run = [];
  };
  for (const node of content) {
    if (node.type === "text") run.push(node);
    else {
      endRun();
      made.push(elementOf(node));
    }
  }
  endRun();
  return made;
}

function textFrom(run: readonly RationaleNode[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    run.map(({ text: insert = "", marks = [] }) => ({
      insert,
      attributes: Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs ?? {}])),
    })),
  );
  return text;
}

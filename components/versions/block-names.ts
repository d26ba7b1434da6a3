/** What blocks and looks are called where a change of them is told. */
const BLOCKS: Record<string, string> = {
  paragraph: "a paragraph",
  heading: "a heading",
  blockquote: "a quote",
  bulletList: "a bulleted list",
  orderedList: "a numbered list",
  listItem: "an item",
  table: "a table",
  tableRow: "a row",
  tableHeader: "a head cell",
  tableCell: "a cell",
};

export const blockName = (type: string): string => BLOCKS[type] ?? "another block";

const LOOKS: Record<string, string> = { bold: "bold", italic: "italic", link: "a link" };

/** “bold and a link”, or “plain”. */
export function lookName(marks: readonly { type: string }[]): string {
  const names = marks.map(({ type }) => LOOKS[type] ?? type);
  return names.length === 0 ? "plain" : new Intl.ListFormat("en").format(names);
}

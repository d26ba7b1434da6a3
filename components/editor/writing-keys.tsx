/** What one can type instead of pressing a button: read by the sheet of keys. */
const KEYS: readonly { keys: string; label: string }[] = [
  { keys: "# ", label: "Heading, at the beginning of a line" },
  { keys: "- ", label: "List" },
  { keys: "1. ", label: "Numbered list" },
  { keys: "> ", label: "Quote" },
  { keys: "**words**", label: "Bold" },
  { keys: "*words*", label: "Italic" },
  { keys: "@", label: "Mention a member" },
  { keys: "[ or ¶", label: "Cite a passage or a note" },
  { keys: "# or /", label: "Show a question’s crowd" },
  { keys: "Ctrl+Enter", label: "Follow the reference that is selected" },
  { keys: "Tab", label: "Next cell of a table" },
  { keys: "Ctrl+Alt+M", label: "Comment on the selected words; in words under comment, to what was said of them" },
  { keys: "Alt+F10", label: "To the toolbar; Esc comes back" },
];

export function WritingKeys() {
  return (
    <dl hidden>
      {KEYS.map(({ keys, label }) => (
        <div key={label} data-writing-key={keys}>
          <dt>{keys}</dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { Block, Role } from "#core/brief/brief";
import { type Decision, decidedRole } from "#core/brief/decisions";

interface CheckBlockProps {
  block: Block;
  decision: Decision | null;
  number: number | null;
  onDecide: (decision: Decision | null) => void;
}

const KINDS: Record<Exclude<Role, "clutter">, string> = {
  title: "title",
  author: "by-line",
  date: "date",
  publisher: "publisher",
  paragraph: "paragraph",
  heading: "heading",
  quote: "quotation",
  list_item: "list item",
  notes: "note",
  notes_heading: "heading of the notes",
  author_note: "about the author",
};

/** One part of the text: what it is taken for, and the word that changes it. */
export function CheckBlock({ block, decision, number, onDecide }: CheckBlockProps) {
  const role = decidedRole(block, decision ?? undefined);
  const cut = role === "clutter";
  const opening = block.text.length > 40 ? `${block.text.slice(0, 40)}…` : block.text;
  const act = (label: string, next: Decision | null) => (
    <button type="button" className="link" onClick={() => onDecide(next)} aria-label={`${label}: ${opening}`}>
      {label}
    </button>
  );
  return (
    <li className={cut ? "imp cut" : "imp"}>
      <span className="pno">{number ?? ""}</span>
      <div className={role === "title" ? "serif imp-title" : role === "heading" ? "sub" : undefined}>
        {cut ? (
          <p>
            <s>{block.text}</s>
          </p>
        ) : (
          <p className={BODY.has(role) ? "reading" : "small ink2"}>{block.text}</p>
        )}
      </div>
      <p className="how">
        {decision === null ? (
          <>
            {cut ? block.reason : KINDS[role]}
            {" · "}
            {cut ? act("Keep", "keep") : act("Cut", "cut")}
            {!cut && !BODY.has(role) ? (
              <>
                {" · "}
                {act("Make it text", "body")}
              </>
            ) : null}
          </>
        ) : (
          <>
            <span className="b">
              {cut ? "Cut by you" : decision === "body" ? "Text, by you" : "Brought back by you"}
            </span>
            {cut ? "" : `, ${KINDS[role]}`}
            {" · "}
            {act("Undo", null)}
          </>
        )}
      </p>
    </li>
  );
}

const BODY: ReadonlySet<Role> = new Set<Role>(["paragraph", "heading", "quote", "list_item"]);

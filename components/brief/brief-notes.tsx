import { day } from "#components/ui/format";
import { OutsideLink } from "#components/ui/outside-link";
import { SecHead } from "#components/ui/sec-head";
import { CitedIn } from "./cited-in";

interface BriefNotesProps {
  notes: readonly {
    number: number;
    title: string | null;
    outlet: string | null;
    url: string | null;
    accessedOn: string | null;
    text: string;
  }[];
  /** By note number, the ¶ numbers that refer to it. */
  references: ReadonlyMap<number, readonly number[]>;
  /** By note number, the rationales that cite it. */
  citedIn: ReadonlyMap<number, React.ComponentProps<typeof CitedIn>["rationales"]>;
}

/** The numbered notes: what they cite, where it is, when it was read, and which paragraphs lean on it. */
export function BriefNotes({ notes, references, citedIn }: BriefNotesProps) {
  if (notes.length === 0) return null;
  return (
    <section id="notes" className="brief-below" aria-labelledby="notes-head">
      <SecHead title="Notes" id="notes-head" />
      <ol className="small ink2 stack">
        {notes.map((note) => (
          <li key={note.number} id={`note-${note.number}`} className="brief-note">
            <span className="b">[{note.number}]</span> <Cited note={note} />
            {references.get(note.number)?.map((paragraph) => (
              <a
                key={paragraph}
                className="cite src"
                href={`#p${paragraph}`}
                aria-label={`Back to paragraph ${paragraph}`}
              >
                ¶{paragraph}
              </a>
            ))}
            <CitedIn rationales={citedIn.get(note.number)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Cited({ note }: { note: BriefNotesProps["notes"][number] }) {
  const { title, outlet, url, accessedOn, text } = note;
  const words = title === null ? text : `“${title}”`;
  return (
    <>
      {url === null ? (
        words
      ) : (
        <OutsideLink href={url} newTab>
          {words}
        </OutsideLink>
      )}
      {title !== null && outlet ? `, ${outlet}` : ""}
      {accessedOn ? `. Read ${day(accessedOn, "UTC")}.` : "."}{" "}
    </>
  );
}

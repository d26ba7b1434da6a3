import { percent } from "#components/ui/format";
import { chipOf, citationKey, citationOf, mentionOf, type ReadReferences } from "#core/rationale-references";

interface FaceProps {
  /** Attributes of the node, as stored. */
  attrs: unknown;
  references: ReadReferences;
}

/** A cited passage or note: its number in the text, the words on hover, the way to the brief on a press. */
export function CitationFace({ attrs, references }: FaceProps) {
  const citation = citationOf(attrs);
  const words = citation && references.citations.get(citationKey(citation));
  if (citation && words?.href) {
    return (
      <a
        className={citation.kind === "source" ? "cite src" : "cite"}
        href={words.href}
        title={`${words.brief}${words.newer ? ` (version ${words.newer.cited}; version ${words.newer.newest} is newer)` : ""}: ${words.text}`}
      >
        {words.mark}
        {words.newer ? (
          <span className="cite-older">
            {" "}
            v{words.newer.cited}
            <span className="vh">, version {words.newer.newest} is newer</span>
          </span>
        ) : null}
      </a>
    );
  }
  const quote = citation?.kind === "passage" ? `“${citation.exact}”` : "";
  return (
    <span className="cite gone" title="The passage or note is not to be found in this team’s briefs.">
      {quote} (source not found)
    </span>
  );
}

export function MentionFace({ attrs, references }: FaceProps) {
  const name = references.members.get(mentionOf(attrs) ?? "");
  return <span className="mention">@{name ?? "somebody who is not in this team"}</span>;
}

/** A question's crowd where the reader may see it, else a lock. The number comes with the reader, never with the text. */
export function ChipFace({ attrs, references }: FaceProps) {
  const reading = references.questions.get(chipOf(attrs) ?? "");
  if (!reading) return <span className="fchip gone">(question not found)</span>;
  const crowd = reading.crowd === null ? "empty" : percent(reading.crowd);
  return (
    <a className="fchip" href={reading.href} title={reading.title}>
      {reading.hidden ? (
        <>
          <Lock />
          <span className="vh">The crowd on “{reading.title}” is hidden until it is revealed</span>
        </>
      ) : (
        <>
          crowd {crowd}
          <span className="vh"> on “{reading.title}”</span>
        </>
      )}
    </a>
  );
}

function Lock() {
  return (
    <svg className="lock" viewBox="0 0 12 14" aria-hidden="true">
      <path d="M3 6V4a3 3 0 0 1 6 0v2M2 6h8v7H2z" />
    </svg>
  );
}

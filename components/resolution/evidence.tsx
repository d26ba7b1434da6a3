import Image from "next/image";
import { fileSize } from "#components/ui/format";
import { OutsideLink } from "#components/ui/outside-link";
import { EVIDENCE_TYPES, type EvidenceType } from "#core/evidence";

export interface EvidenceFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  /** Hex. */
  sha256: string;
  /** The beginning of a text, where the page brings it along. */
  text?: string;
}

export interface EvidenceProps {
  evidenceUrl: string | null;
  quote: string | null;
  note: string | null;
  files: readonly EvidenceFile[];
  /** Whether files can be looked at here, or only fetched. */
  inPlace?: boolean;
}

/** What a verdict rests on: the proposer's words, words of the source, where it stands, what was handed in. */
export function Evidence({ evidenceUrl, quote, note, files, inPlace = false }: EvidenceProps) {
  return (
    <>
      {note ? <p className="body serif">{note}</p> : null}
      {quote ? <blockquote className="evidence-quote serif">{quote}</blockquote> : null}
      {evidenceUrl ? <EvidenceLink url={evidenceUrl} /> : null}
      {files.length > 0 ? (
        <ul className="evidence-files">
          {files.map((file) => (
            <li key={file.id}>
              <FileLine file={file} />
              {inPlace ? <InPlace file={file} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Where the evidence is, by its site's name: a link must show where it leads. */
function EvidenceLink({ url }: { url: string }) {
  return (
    <p className="small">
      <OutsideLink href={url} newTab>
        {URL.canParse(url) ? new URL(url).hostname : url}
      </OutsideLink>
    </p>
  );
}

const address = (id: string) => `/api/evidence/${id}`;

function FileLine({ file: { id, name, mediaType, size, sha256 } }: { file: EvidenceFile }) {
  return (
    <p className="small">
      <a href={address(id)} download={name}>
        {name}
      </a>{" "}
      <span className="muted">
        {labelOf(mediaType)}, {fileSize(size)}, SHA-256{" "}
        <code title={sha256}>
          {sha256.slice(0, 12)}
          <span className="vh">{sha256.slice(12)}</span>…
        </code>
      </span>
    </p>
  );
}

function InPlace({ file: { id, name, mediaType, text } }: { file: EvidenceFile }) {
  if (text !== undefined)
    return (
      <details>
        <summary className="link small">Read it here</summary>
        <pre className="evidence-text">{text}</pre>
      </details>
    );
  if (!mediaType.startsWith("image/")) return null;
  return (
    <details>
      <summary className="link small">Look at it here</summary>
      <Image className="evidence-image" src={address(id)} alt={name} width={1200} height={900} unoptimized />
    </details>
  );
}

const labelOf = (mediaType: string) =>
  mediaType in EVIDENCE_TYPES ? EVIDENCE_TYPES[mediaType as EvidenceType].label : mediaType;

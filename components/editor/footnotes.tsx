import { OutsideLink } from "#components/ui/outside-link";
import { SecHead } from "#components/ui/sec-head";
import type { ReadReferences } from "#core/rationale-references";

/** What a rationale cites, in its order, with the words themselves: for paper, where nothing can be pressed. */
export function Footnotes({ references }: { references: ReadReferences }) {
  if (references.citations.size === 0) return null;
  return (
    <section aria-labelledby="cited" className="mt-9">
      <SecHead title="Cited" id="cited" />
      <ul className="small stack">
        {[...references.citations].map(([key, { mark, brief, text, href, url }]) => (
          <li key={key}>
            {href ? <a href={href}>{mark}</a> : mark} <span className="muted">{brief}</span>: {text}{" "}
            {url ? <OutsideLink href={url}>{url}</OutsideLink> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

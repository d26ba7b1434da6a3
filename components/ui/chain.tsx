import Link from "next/link";

export interface ChainLink {
  label: string;
  /** None for where one is. */
  href?: string;
  /** Words quoted from a brief wear the marker. */
  quoted?: boolean;
}

/** brief › passage › scenario › question: the same line on every page below a brief, so that one can always walk up. */
export function Chain({ links }: { links: readonly ChainLink[] }) {
  return (
    <nav aria-label="Chain">
      <ol className="chain">
        {links.map((link) => (
          <li key={`${link.href ?? ""} ${link.label}`} aria-current={link.href ? undefined : "page"}>
            <ChainLabel link={link} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function ChainLabel({ link }: { link: ChainLink }) {
  const label = link.quoted ? <span className="hl text-ink">{link.label}</span> : link.label;
  if (!link.href) return <span>{label}</span>;
  return (
    <Link href={link.href} className={link.quoted ? "no-underline" : undefined}>
      {label}
    </Link>
  );
}

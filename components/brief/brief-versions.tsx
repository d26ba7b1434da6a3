import Link from "next/link";
import { ButtonLink } from "#components/ui/button";
import { SecHead } from "#components/ui/sec-head";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";

interface BriefVersionsProps {
  id: string;
  /** Newest first. */
  versions: readonly { number: number; savedAt: Date; savedBy: string | null; reason: string | null }[];
  /** The one on the page. */
  shown: number;
  mayWrite: boolean;
}

/** Every version of a brief: each can be read as it was and laid beside the one before it. */
export function BriefVersions({ id, versions, shown, mayWrite }: BriefVersionsProps) {
  return (
    <section className="brief-below" aria-labelledby="brief-versions">
      <SecHead title="Versions" id="brief-versions">
        {mayWrite ? (
          <ButtonLink small href={`/briefs/${id}/new-version`}>
            New version
          </ButtonLink>
        ) : null}
      </SecHead>
      <ol className="stack small" reversed>
        {versions.map(({ number, savedAt, savedBy, reason }, i) => (
          <li key={number}>
            <Link href={i === 0 ? `/briefs/${id}` : `/briefs/${id}?version=${number}`}>Version {number}</Link>{" "}
            {number === shown ? <Tag>on this page</Tag> : null}{" "}
            <span className="muted">
              <Time at={savedAt} show="minute" />
              {savedBy ? ` by ${savedBy}` : ""}
              {reason ? ` · ${reason}` : ""}
            </span>{" "}
            {number > 1 ? (
              <Link href={`/briefs/${id}/compare?from=${number - 1}&to=${number}`}>
                What changed<span className="vh"> in version {number}</span>
              </Link>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

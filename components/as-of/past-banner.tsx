import Link from "next/link";
import type { ReactNode } from "react";
import { Banner } from "#components/ui/note";
import { Time } from "#components/ui/time";
import { AsOfForm } from "./as-of-form";

interface PastBannerProps {
  path: string;
  at: number;
  zone: string;
  /** The changes next to this instant that the reader may know of, in milliseconds. */
  before: number | null;
  after: number | null;
  /** Which versions stood, in words. */
  children: ReactNode;
}

/** Says that this is the past and with whose rights it is read; leads to the change before, the change after, and back. */
export function PastBanner({ path, at, zone, before, after, children }: PastBannerProps) {
  return (
    <div className="as-of-past">
      <Banner quiet>
        <span className="b">
          As it stood on <Time at={at} show="minute" />
        </span>
        <span>{children}</span>
        <Link href={path}>Back to now</Link>
      </Banner>
      <div className="row between items-end gap-y-2 as-of-row">
        <p className="small muted">
          You read it with today’s rights: what is hidden from you now is hidden here too. The address of this page
          leads others to the same instant.
        </p>
        <nav className="row" aria-label="Changes">
          <Change path={path} at={before} label="Previous change" />
          <Change path={path} at={after} label="Next change" />
        </nav>
        <AsOfForm path={path} at={at} zone={zone} />
      </div>
    </div>
  );
}

function Change({ path, at, label }: { path: string; at: number | null; label: string }) {
  if (at === null) return <span className="btn btn-sm btn-quiet muted">No {label.toLowerCase()}</span>;
  return (
    <Link className="btn btn-sm" rel="nofollow" href={`${path}?at=${new Date(at).toISOString()}`}>
      {label}
    </Link>
  );
}

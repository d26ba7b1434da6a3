import Link from "next/link";

/** Pages of a list as links. */
export function Pager({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  if (pages <= 1) return null;
  return (
    <nav className="row between small mt-4" aria-label="Pages">
      {page > 1 ? <Link href={href(page - 1)}>Previous</Link> : <span />}
      <span className="muted">
        Page {page} of {pages}
      </span>
      {page < pages ? <Link href={href(page + 1)}>Next</Link> : <span />}
    </nav>
  );
}

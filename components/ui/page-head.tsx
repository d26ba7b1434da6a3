import type { ReactNode } from "react";

/** Title of a page, one sentence on what to see there, and what one can do to the whole of it. */
export function PageHead({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <header className="pagehead">
      <div>
        <h1 className="title">{title}</h1>
        {lead ? <p className="body ink2">{lead}</p> : null}
      </div>
      {children ? <div className="row">{children}</div> : null}
    </header>
  );
}

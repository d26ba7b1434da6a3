import type { ReactNode } from "react";
import { PageHead } from "#components/ui/page-head";

/** A page at the door: what it is for, and one panel to do it in. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHead title={title} lead={lead} />
      <section className="panel max-w-[28rem]" aria-label={title}>
        {children}
      </section>
    </>
  );
}

"use client";

import { Button } from "#components/ui/button";
import { PageHead } from "#components/ui/page-head";

/** A page that broke: what is safe, what to try, and the reference that finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <PageHead
        title="This page did not load"
        lead="Something failed on our side. What was saved is safe; what you typed here may have to be typed again."
      />
      <div className="row">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        {error.digest ? <span className="small muted">Reference {error.digest}</span> : null}
      </div>
    </main>
  );
}

"use client";

import { Button } from "#components/ui/button";
import { PageHead } from "#components/ui/page-head";

/** The same inside the frame, so that the way elsewhere stays. */
export default function WorkError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div>
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
    </div>
  );
}

import { Button } from "#components/ui/button";
import { ProblemLine } from "#components/ui/problem-line";
import type { Declaring } from "./use-declare";

/** Why a declaration was refused, or what has to be said first, at the place where it was made. */
export function DeclaringNotes({ problem, asked, busy, forget }: Declaring) {
  if (asked)
    return (
      <div className="note warn stack" role="alert">
        <p>{asked.words}</p>
        <div className="row">
          <Button small busy={busy} onClick={() => void asked.again()}>
            It holds all the same
          </Button>
          <Button small variant="quiet" onClick={forget}>
            Cancel
          </Button>
        </div>
      </div>
    );
  return <ProblemLine>{problem}</ProblemLine>;
}

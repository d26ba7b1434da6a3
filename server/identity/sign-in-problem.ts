import { CodeProblem } from "#server/identity/codes/code-problem";
import { ClosedLink } from "#server/identity/links/link-state";
import { TooMany } from "#server/identity/rate-limits";

/** What keeps somebody out, as a word that may stand in an address; null for a fault of ours. */
export function problemCode(error: unknown): string | null {
  if (error instanceof TooMany) return `wait-${error.seconds}`;
  if (error instanceof CodeProblem) return error.reason;
  return error instanceof ClosedLink ? `link-${error.state}` : null;
}

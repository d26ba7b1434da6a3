import { CodeProblem } from "#server/identity/codes/code-problem";
import { WHY_CLOSED } from "#server/identity/links/link-state";
import { TooMany } from "#server/identity/rate-limits";
import { AppError } from "#server/platform/errors";

/** What keeps somebody out, as a word that may stand in an address; null for a fault of ours. */
export function problemCode(error: unknown): string | null {
  if (error instanceof TooMany) return `wait-${error.seconds}`;
  if (error instanceof CodeProblem) return error.reason;
  if (!(error instanceof AppError)) return null;
  const closed = Object.entries(WHY_CLOSED).find(([, why]) => why === error.message)?.[0];
  return closed ? `link-${closed}` : null;
}

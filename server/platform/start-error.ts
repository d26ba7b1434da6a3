/**
 * A reason why the program cannot start or go on, in one sentence that tells a person what to do.
 * Entry points print it without a stack; anything else that is thrown is a fault of ours and keeps its stack.
 */
export class StartError extends Error {
  override readonly name = "StartError";
}

const byCode: Record<string, string> = {
  ECONNREFUSED: "nothing is listening there",
  ENOTFOUND: "its host name is unknown",
  EAI_AGAIN: "its host name could not be looked up",
  ETIMEDOUT: "it did not answer in time",
  EHOSTUNREACH: "its host cannot be reached",
  ENETUNREACH: "its network cannot be reached",
  "28P01": "it refuses the user name or password",
  "28000": "it refuses this user",
  "42501": "this user may not do that there",
  "53300": "it has no free connection",
  "57P03": "it is starting or stopping",
  "53100": "its disk is full",
};

/** Says in one sentence why a database could not be used; the address is shown without its password. */
export function databaseError(url: string, error: unknown): StartError {
  if (error instanceof StartError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = byCode[code] ?? (detail || code);
  return new StartError(`The database at ${withoutPassword(url)} cannot be used: ${reason}.`, { cause: error });
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return "DATABASE_URL";
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}

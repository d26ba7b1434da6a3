import { afterCommit } from "#server/platform/one-transaction";

/**
 * Asks for a job now instead of at its next time. In a process without a queue (a command, a test) nothing happens: the
 * schedule comes round. Route handlers are bundled apart from the server's entry, so the two meet on globalThis.
 */
declare global {
  var bellwetherWantJob: ((name: string) => void) | undefined;
}

export const wantJob = (name: string): void => afterCommit(() => globalThis.bellwetherWantJob?.(name));

export function onWanted(listener: (name: string) => void): void {
  globalThis.bellwetherWantJob = listener;
}

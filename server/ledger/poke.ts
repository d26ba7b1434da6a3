import { afterCommit } from "#server/platform/one-transaction";

/**
 * Tells this process's sealer that something was committed, so that it seals at once instead of at its next tick.
 * Route handlers are bundled apart from the server's entry, so the two meet on globalThis.
 */
declare global {
  var bellwetherPokeSealer: (() => void) | undefined;
}

export const pokeSealer = (): void => afterCommit(() => globalThis.bellwetherPokeSealer?.());

export function onPoke(listener: () => void): void {
  globalThis.bellwetherPokeSealer = listener;
}

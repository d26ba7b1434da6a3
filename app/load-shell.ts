import { cache } from "react";
import type { Shell } from "#components/shell/shell";
import { loadShellOf } from "#server/identity/current-team";
import { currentActor } from "#server/identity/session";

/** The frame's own data; null when nobody is signed in. Once a request, however many frames there are. */
export const loadShell = cache(async (): Promise<Shell | null> => {
  const actor = await currentActor();
  return actor && loadShellOf(actor);
});

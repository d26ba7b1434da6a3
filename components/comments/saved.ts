import type { RationaleProvider } from "#components/editor/rationale-provider";

/** How long it is waited for what was typed, in milliseconds. */
const PATIENCE = 5_000;

/** @returns whether everything that was typed here is on the server's disk, as soon as that is so */
export function saved(provider: RationaleProvider): Promise<boolean> {
  const isSaved = () => ["saved", "reading"].includes(provider.saveState.kind);
  if (isSaved()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const look = () => {
      if (isSaved()) end(true);
    };
    const timer = setTimeout(() => end(isSaved()), PATIENCE);
    const end = (answer: boolean) => {
      clearTimeout(timer);
      provider.off("unsyncedChanges", look);
      provider.off("status", look);
      resolve(answer);
    };
    provider.on("unsyncedChanges", look);
    provider.on("status", look);
  });
}

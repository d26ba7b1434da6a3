"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { clock, day, type Instant } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { useReaderZone } from "#components/ui/reader-zone";
import type { ClosedBecause } from "#core/rationale";
import type { SaveState } from "./rationale-provider";

const REFUSED: Record<ClosedBecause, string> = {
  "too-large": "Not saved: the last change is too large. Reload and add it in parts.",
  malformed: "Not saved: the server could not read the last change. Reload to go on from what is saved.",
  "signed-out": "You have been signed out. Sign in again to go on.",
  "not-found": "You may no longer read this rationale.",
  "rights-changed": "Your rights here have changed. Reload the page.",
  "history-removed": "An admin removed the history of this rationale. Reload the page to go on from its text.",
  "document-full": "Not saved: the rationale has reached its largest size. Copy what you added and reload.",
  "schema-changed": "Bellwether has been updated. Reload the page to go on writing.",
  "too-many": "Too many connections at once. Close some tabs and reload.",
  unavailable: "The server cannot be reached.",
  restarting: "The server is restarting.",
};

/**
 * What the screen says of a save state: "Saved" exactly when everything typed here is on the server's disk.
 *
 * @param stored when the text last changed as far as the server said with the page
 * @param offline whether the device has no connection at all, and what is typed is kept on it
 */
export function saveWords(
  state: SaveState,
  stored: Instant | null,
  zone: string,
  now: number,
  offline: boolean = false,
): string {
  switch (state.kind) {
    case "connecting":
      return "Opening…";
    case "reading":
      return "You may read this.";
    case "saving":
      return "Saving…";
    case "lost":
      if (offline) return "Offline – kept on this device";
      return state.unsaved ? "Not saved – retrying" : "Connection lost – retrying";
    case "refused":
      return REFUSED[state.because];
    case "saved": {
      const at = state.at ?? stored;
      if (at === null) return "Nothing written yet";
      return `Saved ${day(at, zone) === day(now, zone) ? clock(at, zone) : day(at, zone)}`;
    }
  }
}

const SETTLED_AFTER_MS = 1_500;

const isOnline = () => navigator.onLine;

function onConnection(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

/** The words beside the heading. A screen reader hears them once they have stood for a moment, not at every letter. */
export function SaveLine({ state, stored, kept }: { state: SaveState; stored: Instant | null; kept: boolean }) {
  const zone = useReaderZone();
  const online = useSyncExternalStore(onConnection, isOnline, () => true);
  const words = saveWords(state, stored, zone, Date.now(), kept && !online);
  const [heard, setHeard] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setHeard(words), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const wrong = state.kind === "lost" || state.kind === "refused";
  return (
    <>
      <span className={wrong ? "saved-ok not-saved" : "saved-ok"} data-save={state.kind} aria-hidden="true">
        {state.kind === "saved" ? <Icon name="check" /> : null}
        {wrong ? <Icon name="warn" /> : null}
        {words}
      </span>
      <span className="vh" role="status">
        {heard}
      </span>
    </>
  );
}

"use client";

import { useEffect, useRef, useState } from "react";
import * as Y from "yjs";
import { type ClosedBecause, RATIONALE_FIELD } from "#core/rationale";
import { type DeviceCopy, dropFormerGenerations, openDeviceCopy } from "./device-copy";
import { keepLeftWords, unsavedWords } from "./left-words";
import { RationaleProvider, type SaveState } from "./rationale-provider";
import { serverHas } from "./server-has";

interface LiveDocumentOptions {
  scenarioId: string;
  viewer: string;
  /** How often the history of the text had been removed when the page came. */
  generation: number;
  /** Whoever may only read has nothing to keep on the device. */
  mayEdit: boolean;
  onSaveState: (state: SaveState) => void;
  /** Whether what is typed is kept on this device too. */
  onKept: (kept: boolean) => void;
}

/** Refusals after which a copy would only bring the same refusal again, or is of what one may no longer read. */
const NOTHING_TO_KEEP: readonly ClosedBecause[] = [
  "not-found",
  "too-large",
  "malformed",
  "document-full",
  "history-removed",
];

/** How soon what came from the server is noted on the device as known to it. */
const NOTED_AFTER_MS = 1_000;

/**
 * The shared document of a scenario: what is kept on this device at once, the server's as soon as there is a connection.
 *
 * @returns null until there is a text to write in
 */
export function useLiveDocument(options: LiveDocumentOptions): RationaleProvider | null {
  const { scenarioId, viewer, generation, mayEdit, onSaveState, onKept } = options;
  const [provider, setProvider] = useState<RationaleProvider | null>(null);
  /** Raised to begin anew without a copy. */
  const [anew, setAnew] = useState(0);
  /** Of a text that was let go of without a copy on the device: what no server had of it. */
  const unsaved = useRef<{ generation: number; words: string } | null>(null);

  useEffect(() => {
    const document = new Y.Doc();
    let copy: DeviceCopy | null = null;
    let opened: RationaleProvider | null = null;
    let left = false;
    let has = serverHas(null);
    let noting: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      clearTimeout(noting);
      noting = undefined;
      copy?.noteSaved(has.encoded());
    };
    document.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== opened || opened === null) return;
      has.heard(update);
      noting ??= setTimeout(note, NOTED_AFTER_MS);
    });

    function onState(state: SaveState) {
      if (state.kind === "saved") {
        has.everything(document);
        note();
      }
      // Before anybody is told: who hears of it looks for them.
      if (state.kind === "refused" && state.because === "history-removed" && state.unsaved) {
        keepLeftWords(viewer, scenarioId, unsavedWords(document, has.clocks));
        has.everything(document);
      }
      onSaveState(state);
      if (copy && isNotKept(state)) {
        copy.forget();
        copy = null;
        onKept(false);
        // What was typed without the right to can never be saved: the text is what the others have.
        if (state.kind === "reading") setAnew((before) => before + 1);
      }
    }
    async function open() {
      const of = { viewer, scenarioId, generation };
      if (unsaved.current && unsaved.current.generation < generation)
        keepLeftWords(viewer, scenarioId, unsaved.current.words);
      unsaved.current = null;
      await dropFormerGenerations(of);
      copy = mayEdit && anew === 0 ? await openDeviceCopy(of, document) : null;
      if (left) return copy?.close();
      has = serverHas(copy?.saved ?? null);
      onKept(copy !== null);
      const { protocol, host } = window.location;
      opened = new RationaleProvider({
        url: `${protocol === "https:" ? "wss:" : "ws:"}//${host}/collab`,
        scenarioId,
        generation,
        document,
        onSaveState: onState,
      });
      if (document.getXmlFragment(RATIONALE_FIELD).length > 0) setProvider(opened);
      opened.on("synced", () => setProvider(opened));
    }
    void open();
    const flush = () => opened?.flushPendingUpdates();
    window.addEventListener("pagehide", flush);
    return () => {
      left = true;
      window.removeEventListener("pagehide", flush);
      clearTimeout(noting);
      if (opened && !copy) unsaved.current = { generation, words: unsavedWords(document, has.clocks) };
      opened?.destroy();
      copy?.close();
      setProvider(null);
    };
  }, [scenarioId, viewer, generation, mayEdit, onSaveState, onKept, anew]);
  return provider;
}

/** With a session that has ended goes what the server has too; words that it lacks wait for their author's return. */
function isNotKept(state: SaveState): boolean {
  if (state.kind === "reading") return true;
  if (state.kind !== "refused") return false;
  return NOTHING_TO_KEEP.includes(state.because) || (state.because === "signed-out" && !state.unsaved);
}

import { WebSocket } from "ws";
import type * as Y from "yjs";
import { RationaleProvider, type SaveState } from "#components/editor/rationale-provider";

/** A WebSocket that comes from our own pages, as the page's own address says, with somebody's session. */
export function socketOf(cookie: string | null, origin?: string | null) {
  return class extends WebSocket {
    constructor(url: string) {
      const from = origin === undefined ? new URL(url).origin.replace("ws", "http") : origin;
      super(url, { headers: { ...(cookie ? { cookie } : {}), ...(from ? { origin: from } : {}) } });
      this.on("error", () => {}); // its close follows and is what counts
    }
  };
}

interface EditorOptions {
  url: string;
  scenarioId: string;
  cookie: string;
  schema?: number;
  generation?: number;
  document?: Y.Doc;
  flushDelay?: number | false;
  retryAfter?: number;
}

/** An editor without a screen: the browser's own connection with a plain text to type into. */
export function openEditor({ cookie, ...options }: EditorOptions) {
  const listeners = new Set<() => void>();
  const provider = new RationaleProvider({
    flushDelay: false,
    retryAfter: 50,
    ...options,
    WebSocketPolyfill: socketOf(cookie),
    onSaveState: () => changed(),
  });
  const text = provider.document.getText("words");
  const changed = () => {
    for (const listener of listeners) listener();
  };
  provider.document.on("update", changed);
  provider.awareness?.on("change", changed);

  /** Resolves when the condition holds; a test that waits in vain ends by its own time limit. */
  function until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        listeners.delete(check);
        resolve();
      };
      listeners.add(check);
      check();
    });
  }

  return {
    provider,
    text,
    type: (words: string) => text.insert(text.length, words),
    until,
    untilState: (kind: SaveState["kind"]) => until(() => provider.saveState.kind === kind),
    untilText: (words: string) => until(() => text.toString().includes(words)),
    /** The network fails. */
    cut: () => void provider.configuration.websocketProvider.webSocket?.close(),
    close: () => provider.destroy(),
  };
}

export type Editor = ReturnType<typeof openEditor>;

import { type LiveEvent, type LiveStatus, openStream } from "./live-stream";

/** What tabs of one browser and one person say to each other. */
type Message =
  | { type: "event"; event: LiveEvent }
  | { type: "status"; status: LiveStatus }
  | { type: "join"; tab: string; since: number }
  /** To one tab: what it missed; null where that is no longer known. */
  | { type: "missed"; tab: string; events: LiveEvent[] | null; status: LiveStatus };

export interface LiveListener {
  /** When the listener's page was rendered, by the server's clock. */
  since: number;
  onEvent: (event: LiveEvent) => void;
  /** Something may have been missed: load what is shown anew. */
  onGap: () => void;
  onStatus: (status: LiveStatus) => void;
}

const KEPT = 300;
/** Servers may tell the time differently by this much, in milliseconds. */
const SKEW = 2000;
/** How long a tab waits for the leading one to answer, in milliseconds. */
const ANSWER = 1500;

const hubs = new Map<string, LiveHub>();

/** The hub of this tab for a person; it lives as long as the tab. */
export function liveHub(viewer: string, since: number): LiveHub {
  const hub = hubs.get(viewer) ?? new LiveHub(viewer, since);
  hubs.set(viewer, hub);
  return hub;
}

/**
 * One event stream per browser, however many tabs: browsers allow few connections to a server. The tab that holds a lock
 * leads: it has the stream and tells the others. When it closes, the lock and the stream go to another tab, which continues
 * after the last event that it heard. Without locks (plain http) each tab has a stream of its own.
 */
class LiveHub {
  readonly #tab = Math.random().toString(36).slice(2);
  readonly #channel: BroadcastChannel | null;
  readonly #listeners = new Set<LiveListener>();
  #heard: LiveEvent[] = [];
  /** Everything since this instant is in `#heard`; null while it is not known yet. */
  #knownSince: number | null = null;
  #status: LiveStatus = "connecting";
  #leads = false;

  constructor(viewer: string, since: number) {
    const name = `bellwether-live:${viewer}`;
    if (!navigator.locks || typeof BroadcastChannel === "undefined") {
      this.#channel = null;
      this.#lead(since);
      return;
    }
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
    this.#say({ type: "join", tab: this.#tab, since });
    const unanswered = setTimeout(() => this.#gap(since), ANSWER);
    void navigator.locks.request(name, () => {
      clearTimeout(unanswered);
      this.#lead(since);
      return new Promise(() => {}); // held until the tab is gone
    });
  }

  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    listener.onStatus(this.#status);
    if (this.#knownSince !== null && listener.since < this.#knownSince - SKEW) listener.onGap();
    for (const event of this.#heard) if (event.at >= listener.since - SKEW) listener.onEvent(event);
    return () => this.#listeners.delete(listener);
  }

  #lead(since: number): void {
    this.#leads = true;
    this.#knownSince ??= since;
    openStream({
      after: this.#heard.at(-1)?.id ?? null,
      since,
      onEvent: (event) => {
        this.#hear(event);
        this.#say({ type: "event", event });
      },
      onStatus: (status) => {
        this.#become(status);
        this.#say({ type: "status", status });
      },
    });
  }

  #receive(message: Message): void {
    switch (message.type) {
      case "event":
        this.#hear(message.event);
        return;
      case "status":
        this.#become(message.status);
        return;
      case "join":
        if (this.#leads) this.#answer(message.tab, message.since);
        return;
      case "missed":
        if (message.tab !== this.#tab || this.#knownSince !== null) return;
        this.#become(message.status);
        if (message.events === null) this.#gap(Date.now());
        else {
          this.#knownSince = 0;
          for (const event of message.events) this.#hear(event);
        }
    }
  }

  #answer(tab: string, since: number): void {
    const known = this.#knownSince !== null && since >= this.#knownSince - SKEW && this.#heard.length < KEPT;
    const events = known ? this.#heard.filter(({ at }) => at >= since - SKEW) : null;
    this.#say({ type: "missed", tab, events, status: this.#status });
  }

  #hear(event: LiveEvent): void {
    if (this.#heard.some(({ id }) => id === event.id)) return;
    this.#heard = [...this.#heard, event].slice(-KEPT);
    for (const listener of this.#listeners) listener.onEvent(event);
  }

  #become(status: LiveStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener.onStatus(status);
  }

  #gap(knownSince: number): void {
    if (this.#knownSince !== null) return;
    this.#knownSince = knownSince;
    for (const listener of this.#listeners) listener.onGap();
  }

  #say(message: Message): void {
    this.#channel?.postMessage(message);
  }
}

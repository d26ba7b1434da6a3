import type { inferRouterOutputs } from "@trpc/server";
import { problemOf, trpc } from "#components/trpc-client";
import type { AppRouter } from "#server/routers/app";

type Streamed =
  inferRouterOutputs<AppRouter>["live"]["events"] extends AsyncIterable<infer Envelope> ? Envelope : never;
/** What the server says of something that happened. */
export type LiveEvent = Streamed extends { data: infer Event } ? Event : never;

export type LiveStatus = "connecting" | "live" | "lost" | "signed-out";

interface StreamHandlers {
  /** The id of the event to continue after, if anything was heard before. */
  after: string | null;
  /** Else, what happened since this instant (server's clock) is told first. */
  since: number;
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
}

/** A connection that is not back after this long is called lost, in milliseconds. */
const PATIENCE = 4000;
const RETRY = 2000;

/** Opens the event stream of this browser; it comes back by itself, continuing after the last event it told. */
export function openStream({ after, since, onEvent, onStatus }: StreamHandlers): () => void {
  let last = after;
  let closed = false;
  let stream: { unsubscribe(): void } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const connecting = () => {
    patience ??= setTimeout(() => onStatus("lost"), PATIENCE);
  };
  const live = () => {
    clearTimeout(patience);
    patience = undefined;
    onStatus("live");
  };
  const connect = () => {
    connecting();
    stream = trpc.live.events.subscribe(
      { since: new Date(since), ...(last === null ? {} : { lastEventId: last }) },
      {
        onData({ data }) {
          last = data.id;
          onEvent(data);
        },
        onConnectionStateChange: ({ state }) => (state === "pending" ? live() : connecting()),
        onError(error) {
          if (closed) return;
          if (problemOf(error).signedOut) {
            clearTimeout(patience);
            onStatus("signed-out");
            return;
          }
          connecting();
          timer = setTimeout(connect, RETRY);
        },
      },
    );
  };
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    clearTimeout(patience);
    stream?.unsubscribe();
  };
}

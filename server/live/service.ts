import { liveBus } from "#server/live/bus";

/** Event streams start with their first reader; the server only has to end them. */
export async function startLive(): Promise<{ stop(): Promise<void> }> {
  return { stop: () => liveBus.stop() };
}

import { tracked } from "@trpc/server";
import { z } from "zod";
import { liveEvents } from "#server/live/live-events";
import { countStream } from "#server/live/streams-of";
import { selfProcedure } from "#server/routers/procedures";
import { t, transportError } from "#server/routers/trpc";

const Position = z.string().regex(/^\d{1,15}$/);

export const liveRouter = t.router({
  /** Ids of events are positions in the ledger: a browser that comes back names the last one it saw. */
  events: selfProcedure()
    .input(z.object({ lastEventId: Position.optional(), since: z.date().optional() }))
    .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
      const { actor, recheck = async () => actor } = ctx;
      const after = input.lastEventId === undefined ? null : Number(input.lastEventId);
      let end = () => {};
      try {
        end = countStream(actor.userId);
        for await (const event of liveEvents({ recheck, after, since: input.since ?? null, signal })) {
          yield tracked(String(event.position), event);
        }
      } catch (error) {
        throw transportError(error);
      } finally {
        end();
      }
    }),
});

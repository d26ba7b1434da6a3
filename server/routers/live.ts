import { tracked } from "@trpc/server";
import { z } from "zod";
import { nameOfPlace, openPlace } from "#server/live/event-place";
import { liveEvents } from "#server/live/live-events";
import { countStream } from "#server/live/streams-of";
import { selfProcedure } from "#server/routers/procedures";
import { t, transportError } from "#server/routers/trpc";

export const liveRouter = t.router({
  /** A browser that comes back names the last event it saw; one that is not known here goes by the instant instead. */
  events: selfProcedure()
    .input(z.object({ lastEventId: z.string().max(200).optional(), since: z.date().optional() }))
    .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
      const { actor, recheck = async () => actor } = ctx;
      const after = input.lastEventId === undefined ? null : openPlace(input.lastEventId, actor.userId);
      let end = () => {};
      try {
        end = countStream(actor.userId);
        for await (const event of liveEvents({ recheck, after, since: input.since ?? null, signal })) {
          const { position, ...told } = event;
          const id = nameOfPlace(position, actor.userId);
          yield tracked(id, { id, ...told });
        }
      } catch (error) {
        throw transportError(error);
      } finally {
        end();
      }
    }),
});

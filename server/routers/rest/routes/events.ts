import { z } from "zod";
import { eventStream } from "#server/routers/rest/event-stream";
import { type Route, Sent, teamRoute } from "#server/routers/rest/route";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

const Event = named(
  "Event",
  z.object({
    kind: z.string().meta({
      description:
        "Of the ledger's entry, also the event's name: forecast, comment, dissent, scenario, relation, conditional, round, proposal, decision, resolution, question.version, question.state, brief.version, rationale.version, rationale.redaction, rationale.comment, erasure, import, import.undo.",
    }),
    record: Id.meta({ description: "What was made: a forecast, a proposal, a version …" }),
    topic: Id.nullable().meta({ description: "What it is about: a question, a scenario, a brief." }),
    at: At.meta({ description: "When you were told." }),
  }),
);

/** Proxies shall neither keep nor hold back what is said. */
const AS_IT_COMES = { "Cache-Control": "private, no-store, no-transform", "X-Accel-Buffering": "no" };

export const eventRoutes: readonly Route[] = [
  teamRoute("team.read", "GET /teams/{teamId}/events", {
    operationId: "followTeam",
    tag: "Events",
    summary: "What happens in a team, as it happens",
    description:
      "A stream of server-sent events that says that something happened, never with which number: read it by its id. Each has an `id`; sent as `Last-Event-ID` when you come back, you hear what you missed, each event once. A line of life comes every ten seconds and carries the newest id. Of forecasts and comments that you may not see yet there is no event. `end` says `token` where it is revoked, past its time or no longer reaches the team, within five seconds, and `restart` where you should come back. A token may hold four streams.",
    headers: z.object({
      "last-event-id": z
        .string()
        .max(200)
        .optional()
        .meta({ description: "The id of the last event that you have; left out: from now on." }),
    }),
    answer: Event,
    produces: ["text/event-stream"],
    async handle({ actor, on, headers, signal }) {
      const pieces = await eventStream({
        tokenId: actor.grant.tokenId,
        teamId: on.id,
        lastEventId: headers["last-event-id"] || undefined,
        signal,
        tell: ({ kind, recordId: record, topicId: topic, at: told }): z.input<typeof Event> => ({
          kind,
          record,
          topic,
          at: at(told),
        }),
      });
      return new Sent("text/event-stream", pieces, null, AS_IT_COMES);
    },
  }),
];

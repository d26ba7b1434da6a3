import { z } from "zod";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { resolutionsBefore } from "#server/resolution/history-queries";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { retractProposal } from "#server/resolution/retract";
import { renaming } from "#server/routers/rest/fields";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { proposalRoute, questionRoute, type Route } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import {
  correctionOf,
  GivenCorrection,
  GivenResolution,
  proposalOf,
  RESOLUTION_FIELDS,
} from "#server/routers/rest/shapes/given-resolution";
import { Resolution, resolutionOf } from "#server/routers/rest/shapes/resolution";
import { Id } from "#server/routers/rest/shapes/values";

const Note = z.string().trim().max(4000);
const Decided = z.object({ id: Id });

export const resolutionRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/resolutions", {
    operationId: "listResolutions",
    tag: "Resolutions",
    summary: "Every verdict proposed on a question and what became of it, newest first",
    query: z.strictObject(paging),
    answer: pageOf(Resolution),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [before] = placeIn(cursor, ID_PLACE) ?? [];
      const { spec } = await readQuestion(actor, on.id);
      const records = await resolutionsBefore(actor, on.id, { before, limit: limit + 1 });
      return page(
        records.map((record) => resolutionOf(record, spec)),
        limit,
        ({ id }) => [id],
      );
    },
  }),
  questionRoute("resolution.propose", "POST /questions/{questionId}/resolutions", {
    operationId: "proposeResolution",
    tag: "Resolutions",
    summary: "Propose a verdict, for another person to confirm",
    body: GivenResolution,
    example: {
      outcome: "yes",
      knownAt: "2026-11-20T12:00:00Z",
      evidence: "https://record.example/announcement",
      note: "As announced.",
    },
    answer: Decided,
    status: 201,
    async handle({ actor, on, body }) {
      const { spec } = await readQuestion(actor, on.id);
      const input = proposalOf(body, spec);
      const { proposalId: id } = await renaming(RESOLUTION_FIELDS, () =>
        proposeResolution({ actor, question: on }, input),
      );
      return { id };
    },
  }),
  questionRoute("resolution.propose", "POST /questions/{questionId}/corrections", {
    operationId: "proposeCorrection",
    tag: "Resolutions",
    summary: "Propose to correct the verdict in force: by another, or by none",
    description:
      "The verdict and its scores stay as they are until another person confirms; then the scores are replaced at once.",
    body: GivenCorrection,
    example: {
      corrects: "0193e6a0-0000-7000-8000-000000000001",
      outcome: "no",
      knownAt: "2026-11-21T12:00:00Z",
      evidence: "https://record.example/retraction",
      note: "The announcement was withdrawn the day after.",
    },
    answer: Decided,
    status: 201,
    async handle({ actor, on, body }) {
      const { spec } = await readQuestion(actor, on.id);
      const input = correctionOf(body, spec);
      const { proposalId: id } = await renaming(RESOLUTION_FIELDS, () =>
        proposeCorrection({ actor, question: on }, input),
      );
      return { id };
    },
  }),
  proposalRoute("resolution.confirm", "POST /resolutions/{proposalId}/confirmation", {
    operationId: "confirmResolution",
    tag: "Resolutions",
    summary: "Confirm a verdict that somebody else proposed; its question is scored at once",
    description:
      "Nobody confirms what they proposed, save an administrator after 24 hours where no second person could: `singleHanded` then says so for good.",
    body: z.strictObject({ note: Note.optional() }).default({}),
    example: { note: "As the record says." },
    answer: Decided,
    async handle({ actor, on, body }) {
      await confirmResolution({ actor, proposal: on }, body);
      return { id: on.id };
    },
  }),
  proposalRoute("resolution.confirm", "POST /resolutions/{proposalId}/rejection", {
    operationId: "rejectResolution",
    tag: "Resolutions",
    summary: "Reject a verdict that somebody else proposed",
    body: z.strictObject({ note: Note.min(1, "Say why: the proposer reads it.") }),
    example: { note: "The source speaks of another port." },
    answer: Decided,
    async handle({ actor, on, body }) {
      await rejectResolution({ actor, proposal: on }, body);
      return { id: on.id };
    },
  }),
  proposalRoute("resolution.propose", "POST /resolutions/{proposalId}/retraction", {
    operationId: "retractResolution",
    tag: "Resolutions",
    summary: "Take back a proposal of your own",
    answer: Decided,
    async handle({ actor, on }) {
      await retractProposal({ actor, proposal: on });
      return { id: on.id };
    },
  }),
];

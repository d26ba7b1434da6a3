import { z } from "zod";
import { env } from "#server/platform/env";
import { dissentPage } from "#server/rationales/dissent-queries";
import { exportRationale } from "#server/rationales/export-rationale";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { dissentInput, signDissent, withdrawDissent } from "#server/rationales/sign-dissent";
import { headlineOf } from "#server/rationales/threads/threads-shown";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { type Route, Sent, scenarioRoute } from "#server/routers/rest/route";
import { At, at, atOrNull, Id, named } from "#server/routers/rest/shapes/values";

const Rationale = named(
  "Rationale",
  z.object({
    scenario: Id,
    savedAt: At.nullable(),
    text: z.looseObject({ type: z.string() }).meta({ description: "The document as nodes of ProseMirror." }),
  }),
);

const MARKDOWN = "text/markdown";

const Dissent = named(
  "Dissent",
  z.object({
    member: Id,
    by: z.string(),
    own: z.boolean(),
    body: z.string(),
    signedAt: At,
    reworded: z.boolean().meta({ description: "Since it was first signed." }),
  }),
);
const numbered = z.object({ number: z.number().meta({ description: "1, 2, … of your notes on this scenario." }) });

export const rationaleRoutes: readonly Route[] = [
  scenarioRoute("rationale.read", "GET /scenarios/{scenarioId}/rationale", {
    operationId: "readRationale",
    tag: "Rationales",
    summary: "A scenario's rationale, as JSON or Markdown",
    answer: Rationale,
    produces: ["application/json", MARKDOWN],
    async handle({ actor, on: { id }, accept }) {
      if (accept === MARKDOWN) {
        const { body, type } = await exportRationale(actor, id, "markdown", env().appUrl);
        return new Sent(type, String(body));
      }
      const { text, savedAt } = await rationaleOf(actor, id);
      return { scenario: id, savedAt: atOrNull(savedAt), text };
    },
  }),
  scenarioRoute("rationale.read", "GET /scenarios/{scenarioId}/dissents", {
    operationId: "listDissents",
    tag: "Rationales",
    summary: "The dissents in force beside a rationale, by member",
    query: z.strictObject(paging),
    answer: z.object({
      othersHidden: z.boolean().meta({ description: "Others’ are hidden together with their forecasts." }),
      ...pageOf(Dissent).shape,
    }),
    async handle({ actor, on: { id }, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const asked = { headlineId: await headlineOf(id), after, limit: limit + 1 };
      const { signed, othersHidden } = await dissentPage(actor, id, asked);
      const dissents = signed.map(({ memberId: member, signedAt, ...one }) => ({
        ...one,
        member,
        signedAt: at(signedAt),
      }));
      return { othersHidden, ...page(dissents, limit, ({ member }) => [member]) };
    },
  }),
  scenarioRoute("dissent.sign", "POST /scenarios/{scenarioId}/dissents", {
    operationId: "signDissent",
    tag: "Rationales",
    summary: "Sign a note that you differ from the rationale; signing again replaces yours",
    body: z.strictObject(dissentInput.shape),
    example: { body: "The port was never closed in winter; the text takes that for given." },
    answer: numbered,
    status: 201,
    handle: ({ actor, on: scenario, body }) => signDissent({ actor, scenario }, body),
  }),
  scenarioRoute("dissent.sign", "POST /scenarios/{scenarioId}/dissents/withdrawal", {
    operationId: "withdrawDissent",
    tag: "Rationales",
    summary: "Take your dissent back; what was signed stays on record",
    answer: numbered,
    handle: ({ actor, on: scenario }) => withdrawDissent({ actor, scenario }),
  }),
];

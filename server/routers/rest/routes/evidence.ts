import { z } from "zod";
import { EVIDENCE_TYPES, MAX_EVIDENCE_BYTES } from "#core/evidence";
import { admitEvidence, keepEvidence } from "#server/resolution/keep-evidence";
import { readEvidence } from "#server/resolution/read-evidence";
import { fileRoute, questionRoute, type Route, Sent } from "#server/routers/rest/route";
import { FileBody } from "#server/routers/rest/sent-file";
import { fileName, Id } from "#server/routers/rest/shapes/values";

const TYPES = Object.keys(EVIDENCE_TYPES);

/** No browser shows it as a page of ours, wherever its address is opened. */
const SHUT_IN = {
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
};

export const evidenceRoutes: readonly Route[] = [
  questionRoute("resolution.propose", "POST /questions/{questionId}/evidence", {
    operationId: "handInEvidence",
    tag: "Evidence",
    summary: "Hand in a file that a verdict rests on",
    description:
      "The file is the body. What it holds decides what it is: a PDF, an image (PNG, JPEG, GIF, WebP) or plain text in UTF-8. Name its id in `files` of a proposal or correction within a day.",
    query: z.strictObject({ name: fileName }),
    takes: ["application/octet-stream", ...TYPES],
    body: FileBody,
    answer: z.object({ id: Id, name: z.string(), type: z.string(), size: z.number(), sha256: z.string() }),
    status: 201,
    location: ({ id }) => `/evidence/${id}`,
    mostBytes: MAX_EVIDENCE_BYTES,
    async handle({ actor, on, query: { name }, body }) {
      const question = await admitEvidence(actor, on.id);
      const content = await body.bytes();
      const { mediaType: type, ...kept } = await keepEvidence({ actor, question }, { name, content });
      return { ...kept, type };
    },
  }),
  fileRoute("question.read", "GET /evidence/{fileId}", {
    operationId: "readEvidence",
    tag: "Evidence",
    summary: "A file of evidence as it was handed in",
    description: "Of a proposal of a question that you may read, or one of yours that no proposal names yet.",
    answer: z.string(),
    produces: ["application/octet-stream", ...TYPES],
    async handle({ actor, on }) {
      const { name, mediaType, content } = await readEvidence(actor, on.id);
      return new Sent(mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType, content, name, SHUT_IN);
    },
  }),
];

import { z } from "zod";

/**
 * The rationale of a scenario: one shared document, written together. What browser and server must agree on to speak of the
 * same document; how it is stored and sent is the server's matter.
 */

/** Raised with every change of the editor's nodes and marks: an older editor deletes from the shared text what it does not know. */
export const RATIONALE_SCHEMA = 3;

/** Name of the shared text inside the Yjs document. */
export const RATIONALE_FIELD = "default";

/** Largest document, in bytes as encoded. */
export const RATIONALE_BYTES = 5 << 20;

/** Why the server ends a connection, as WebSocket close codes and the words that go with them. */
export const CLOSED = {
  tooLarge: { code: 1009, reason: "too-large" },
  malformed: { code: 4400, reason: "malformed" },
  signedOut: { code: 4401, reason: "signed-out" },
  notFound: { code: 4404, reason: "not-found" },
  rightsChanged: { code: 4403, reason: "rights-changed" },
  /** An admin removed the text's history: an editor that still holds it begins anew. */
  historyRemoved: { code: 4410, reason: "history-removed" },
  documentFull: { code: 4413, reason: "document-full" },
  schemaChanged: { code: 4426, reason: "schema-changed" },
  tooMany: { code: 4429, reason: "too-many" },
  unavailable: { code: 4503, reason: "unavailable" },
  restarting: { code: 1012, reason: "restarting" },
} as const;

export type ClosedBecause = (typeof CLOSED)[keyof typeof CLOSED]["reason"];

const NAME = /^rationale:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export const rationaleName = (scenarioId: string): string => `rationale:${scenarioId}`;

/** @returns the scenario that a document name speaks of, or null for any other name */
export function scenarioOfName(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}

/** What an editor says of itself at connect, in the place where the protocol has a token. */
export type Hello = {
  /** Version of the nodes and marks it knows. */
  schema: number;
  /** Its number in the Yjs document: it speaks for no other caret. */
  editor: number;
  /** How often the history of the text had been removed when it was opened. */
  generation: number;
};

/** @param hello the first generation need not be said */
export const helloToken = ({ schema, editor, generation = 0 }: Omit<Hello, "generation"> & Partial<Hello>): string =>
  `schema:${schema} editor:${editor}${generation > 0 ? ` generation:${generation}` : ""}`;

/** @returns what an editor stated, or null where it stated nothing that can be read */
export function readHello(token: string): Hello | null {
  const stated = /^schema:(\d{1,9}) editor:(\d{1,10})(?: generation:(\d{1,9}))?$/.exec(token);
  return stated && { schema: Number(stated[1]), editor: Number(stated[2]), generation: Number(stated[3] ?? 0) };
}

const LINK_PROTOCOLS = ["http:", "https:", "mailto:"];

/** @returns an absolute http, https or mailto address as it may be linked to, or null for everything else */
export function safeHref(href: unknown): string | null {
  if (typeof href !== "string" || !URL.canParse(href.trim())) return null;
  const url = new URL(href.trim());
  return LINK_PROTOCOLS.includes(url.protocol) ? url.href : null;
}

const Attributes = z.record(z.string(), z.unknown());

/** A node of the text as ProseMirror writes it in JSON. Nodes that a reader does not know keep their children. */
export type RationaleNode = {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: RationaleNode[];
};

export const RationaleNode: z.ZodType<RationaleNode> = z.object({
  type: z.string(),
  text: z.string().optional(),
  attrs: Attributes.optional(),
  marks: z.array(z.object({ type: z.string(), attrs: Attributes.optional() })).optional(),
  get content() {
    return z.array(RationaleNode).optional();
  },
});

/** Somebody in the document, as the server says it: names and colours are never taken from a browser. */
export const Present = z.object({
  id: z.string(),
  name: z.string(),
  /** Number of the colour of their caret, `--series-1` … `--series-6`. */
  series: z.number().int().min(1).max(6),
});
export type Present = z.infer<typeof Present>;

export const CARET_COLOURS = 6;

import { type Document, type Extension, isTransactionOrigin } from "@hocuspocus/server";
import * as Y from "yjs";
import { RATIONALE_FIELD, scenarioOfName } from "#core/rationale";
import { namedMember } from "#core/rationale-references";
import type { CollabContext } from "#server/collab/caller";
import { log } from "#server/platform/log";
import { tellMentioned, type WrittenMentions } from "#server/rationales/tell-mentioned";

interface Options {
  /** Milliseconds that a mention must stand before anybody is told: a slip is taken back at once. */
  afterMs?: number;
  tell?: (written: WrittenMentions) => Promise<unknown>;
}

/** Mentions just written into a document: the author of each, by its place in Yjs. */
interface Fresh {
  document: Document;
  authors: Map<string, { userId: string; teamId: string }>;
  timer: ReturnType<typeof setTimeout>;
}

const NODE = "mention";
const BYTES = Buffer.from(NODE);

/**
 * Sees who names whom in what an author has just saved. Only an edit that came over an author's own connection counts: what
 * a seed, an import or another node writes names nobody anew. Runs after the edit is in the log, and costs an edit without a mention one
 * search for a word.
 */
export function mentions({ afterMs = 4_000, tell = tellMentioned }: Options = {}) {
  const waiting = new Map<string, Fresh>();
  const telling = new Set<Promise<unknown>>();

  function settle(name: string): void {
    const fresh = waiting.get(name);
    const scenarioId = scenarioOfName(name);
    if (!fresh || !scenarioId) return;
    waiting.delete(name);
    clearTimeout(fresh.timer);
    for (const written of standing(fresh, scenarioId)) {
      const told = tell(written)
        .catch((error) => log.error({ scenarioId, error }, "people who were mentioned could not be told"))
        .finally(() => telling.delete(told));
      telling.add(told);
    }
  }

  function changed(document: Document, { caller }: CollabContext, update: Uint8Array): void {
    const { name } = document;
    const scenarioId = scenarioOfName(name);
    const teamId = scenarioId ? caller.documents.get(scenarioId)?.teamId : undefined;
    const places = mentionsIn(update);
    if (!teamId || places.length === 0) return;
    const authors = waiting.get(name)?.authors ?? new Map();
    for (const place of places) authors.set(place, { userId: caller.actor.userId, teamId });
    clearTimeout(waiting.get(name)?.timer);
    const timer = setTimeout(() => settle(name), afterMs);
    waiting.set(name, { document, authors, timer });
  }

  const extension: Extension<CollabContext> = {
    // In place of what the server does at each change for hooks that nobody has and a store that there is not.
    async afterLoadDocument({ document }) {
      document.onUpdate((_document, origin, update) => {
        if (!isTransactionOrigin(origin) || origin.source !== "connection") return;
        if (!Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(BYTES)) return;
        changed(document, origin.connection.context, update);
      });
    },
    async beforeUnloadDocument({ documentName }) {
      settle(documentName);
    },
  };

  return {
    extension,
    /** Tells of what still waits. */
    async stop(): Promise<void> {
      for (const name of [...waiting.keys()]) settle(name);
      await Promise.all(telling);
    },
  };
}

const placeOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`;

function mentionsIn(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && isMention(struct.content) ? [placeOf(struct.id)] : [],
  );
}

function isMention(content: unknown): boolean {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === NODE;
}

/** What of it still stands in the text, by author. */
function standing({ document, authors }: Fresh, scenarioId: string): WrittenMentions[] {
  const written = new Map<string, WrittenMentions & { mentions: { member: string; mark: string }[] }>();
  for (const element of document.getXmlFragment(RATIONALE_FIELD).createTreeWalker(() => true)) {
    if (!(element instanceof Y.XmlElement) || element.nodeName !== NODE || !element._item) continue;
    const author = authors.get(placeOf(element._item.id));
    const named = author && namedMember(element.getAttributes());
    if (!named) continue;
    const { userId, teamId } = author;
    const theirs = written.get(userId) ?? { scenarioId, teamId, byUserId: userId, mentions: [] };
    theirs.mentions.push(named);
    written.set(userId, theirs);
  }
  return [...written.values()];
}

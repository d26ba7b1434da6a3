import type { Document, Extension, onAuthenticatePayload } from "@hocuspocus/server";
import { type Actor, can } from "#core/permissions";
import { CLOSED, Present, RATIONALE_SCHEMA, readHello, scenarioOfName } from "#core/rationale";
import type { Bounds, Closing } from "#server/collab/bounds";
import { type CollabContext, caretSeries, type Granted, Refusal } from "#server/collab/caller";
import { db } from "#server/platform/db";

/** What somebody may do with a rationale now: null for nothing, which includes knowing that it exists. */
export function access(
  actor: Actor | null,
  scenario: { teamId: string; archivedAt: Date | null } | null,
): Granted | null {
  if (!scenario || !can(actor, "rationale.read", { teamId: scenario.teamId })) return null;
  const mayEdit = can(actor, "rationale.edit", { teamId: scenario.teamId }) && !scenario.archivedAt;
  return { teamId: scenario.teamId, readOnly: !mayEdit };
}

/**
 * Decides about each document that a connection asks for. It refuses here and nowhere later: what is refused after a document
 * began to load stays in memory.
 */
export function authenticate(bounds: Bounds): Extension<CollabContext> {
  async function admit(payload: onAuthenticatePayload<CollabContext>): Promise<CollabContext> {
    const { caller } = payload.context;
    const scenarioId = scenarioOfName(payload.documentName);
    if (!scenarioId) throw new Refusal(CLOSED.notFound);
    const hello = readHello(payload.token);
    if (hello?.schema !== RATIONALE_SCHEMA) throw new Refusal(CLOSED.schemaChanged);
    const scenario = await db.scenario.findUnique({
      where: { id: scenarioId },
      select: { teamId: true, archivedAt: true, document: { select: { generation: true } } },
    });
    const granted = access(caller.actor, scenario);
    if (!granted) throw new Refusal(CLOSED.notFound);
    if (hello.generation !== (scenario?.document?.generation ?? 0)) throw new Refusal(CLOSED.historyRemoved);

    const document = payload.instance.documents.get(payload.documentName);
    if (document && document.getConnectionsCount() >= bounds.connectionsPerDocument) throw new Refusal(CLOSED.tooMany);
    if (document && speaksForAnother(document, hello.editor, caller.actor.userId)) throw new Refusal(CLOSED.malformed);
    if (caller.documents.size >= bounds.documentsPerConnection) throw new Refusal(CLOSED.tooMany);

    caller.documents.set(scenarioId, granted);
    payload.connectionConfig.readOnly = granted.readOnly;
    const series = caretSeries(caller.actor.userId, coloursIn(document?.awareness.getStates()));
    const { editor, generation } = hello;
    return { caller, present: { id: caller.actor.userId, name: caller.name, series }, editor, generation, granted };
  }

  return {
    async onAuthenticate(payload) {
      try {
        return await admit(payload);
      } catch (error) {
        const closing: Closing = error instanceof Refusal ? error : CLOSED.unavailable;
        // After the refusal itself has been sent, which happens when this hook has thrown.
        setImmediate(() => payload.context.caller.close(closing));
        throw error instanceof Refusal ? error : new Refusal(closing);
      }
    },
    async onDisconnect({ context: { caller }, documentName }) {
      const known = caller.connections.get(documentName);
      if (known?.document.hasConnection(known)) return; // they have come back since, on the same socket
      caller.documents.delete(scenarioOfName(documentName) ?? "");
      caller.connections.delete(documentName);
    },
  };
}

/**
 * Whether somebody else is at this caret, here or on another node. The same person may be: their connection was lost and
 * this one is its successor.
 */
function speaksForAnother(document: Document, editor: number, userId: string): boolean {
  const seen = presentIn(document.awareness.getStates().get(editor));
  if (seen && seen.id !== userId) return true;
  return document
    .getConnections()
    .some(({ context }) => context.editor === editor && context.caller.actor.userId !== userId);
}

function presentIn(state: unknown): Present | null {
  const present = Present.safeParse(state instanceof Object && "user" in state ? state.user : null);
  return present.success ? present.data : null;
}

function coloursIn(states: ReadonlyMap<number, unknown> | undefined): Map<string, number> {
  const colours = new Map<string, number>();
  for (const state of states?.values() ?? []) {
    const present = presentIn(state);
    if (present) colours.set(present.id, present.series);
  }
  return colours;
}

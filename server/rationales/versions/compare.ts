import * as Y from "yjs";
import type { Actor } from "#core/permissions";
import { rationaleDiff } from "#core/rationale-diff/rationale-diff";
import { type DiffSummary, type SignedBlock, signed, summary } from "#core/rationale-diff/signed";
import type { RationalePoint } from "#core/rationale-point";
import { type ReadReferences, referencesIn } from "#core/rationale-references";
import { type PastRationale, rationaleAsOf } from "#server/collab/as-of";
import { authorship, type SignedUpdate } from "#server/collab/authorship";
import { db, pool } from "#server/platform/db";
import { readReferences } from "#server/rationales/read-references";
import {
  type History,
  historyOf,
  type Located,
  locate,
  type Redaction,
  type Version,
} from "#server/rationales/versions/history";
import { versionOf } from "#server/rationales/versions/version-list";

interface Side {
  point: RationalePoint;
  version: Version | null;
  /** The last update of its text. */
  seq: number;
  removed: Redaction | null;
}

export interface Comparison {
  history: History;
  /** The earlier text, whichever was asked for first. */
  before: Side;
  after: Side;
  /** Null where the text of a side was removed. */
  diff: SignedBlock | null;
  summary: DiffSummary | null;
  /** Names of those who changed something, by user id. */
  people: Map<string, string>;
  references: ReadReferences;
}

/** Two points in the history of a rationale laid over each other. @throws NOT_FOUND as `pastText` does */
export async function compareRationale(
  actor: Actor,
  scenarioId: string,
  one: RationalePoint,
  other: RationalePoint,
): Promise<Comparison> {
  const history = await historyOf(actor, scenarioId);
  const sides = await Promise.all([one, other].map((point) => sideOf(history, point)));
  const [before, after] = sides.toSorted((a, b) => a.side.seq - b.side.seq);
  if (!before || !after) throw new RangeError("a comparison has two sides");
  const nothing = { history, before: before.side, after: after.side, people: new Map<string, string>() };
  if (!before.past || !after.past) {
    return { ...nothing, diff: null, summary: null, references: await readReferences(actor, history.teamId, NOTHING) };
  }
  const updates = await updatesBetween(scenarioId, before.side.seq, after.side.seq);
  const [was, is] = [documentOf(before.past), documentOf(after.past)];
  const plain = rationaleDiff(before.past.text, after.past.text);
  const diff = signed(plain, authorship(was, is, updates));
  for (const document of [was, is]) document.destroy();
  const counted = summary(diff);
  const both = { type: "doc", content: [before.past.text, after.past.text] };
  return {
    ...nothing,
    diff,
    summary: counted,
    people: await namesOf(counted.people.flatMap(({ by }) => by ?? [])),
    references: await readReferences(actor, history.teamId, referencesIn(both)),
  };
}

const NOTHING = referencesIn({ type: "doc" });
const EMPTY_STATE = Y.encodeStateAsUpdateV2(new Y.Doc());

async function sideOf(history: History, point: RationalePoint): Promise<{ side: Side; past: PastRationale | null }> {
  const located = await locate(history, point);
  const version = located.version === null ? null : await versionOf(history, located.version);
  const { removed } = located;
  if (removed) return { side: { point, version, seq: seqOf(located), removed }, past: null };
  const past = (await rationaleAsOf(history.scenarioId, located.moment)) ?? UNWRITTEN;
  return { side: { point, version, seq: past.seq, removed }, past };
}

const UNWRITTEN: PastRationale = { seq: 0, text: { type: "doc", content: [] }, state: EMPTY_STATE };

/** What was removed comes before everything that is there. */
const seqOf = ({ moment }: Located): number => ("seq" in moment ? moment.seq : 0);

function documentOf({ state }: PastRationale): Y.Doc {
  const document = new Y.Doc();
  Y.applyUpdateV2(document, state);
  return document;
}

async function updatesBetween(documentId: string, after: number, upTo: number): Promise<SignedUpdate[]> {
  const { rows } = await pool.query<SignedUpdate>(
    `SELECT "update", "userId", "createdAt" FROM "DocumentUpdate"
      WHERE "documentId" = $1 AND "seq" > $2 AND "seq" <= $3 AND NOT "quarantined" ORDER BY "seq"`,
    [documentId, after, upTo],
  );
  return rows;
}

async function namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

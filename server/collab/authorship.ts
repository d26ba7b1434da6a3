import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";
import type { Hand, Hands } from "#core/rationale-diff/signed";
import { isInline } from "#core/rationale-diff/tokens";

/** An update of the log with who wrote it. */
export interface SignedUpdate {
  update: Uint8Array;
  userId: string | null;
  createdAt: Date;
}

/** A stretch of the text whose places have consecutive numbers in Yjs. */
interface Stretch {
  /** Place in the text, as `core/rationale-diff` counts them. */
  at: number;
  client: number;
  clock: number;
  length: number;
}

/**
 * Who wrote the places of one text and who took away those of an earlier one, from the updates between the two. An update that was
 * kept twice is its first author's.
 *
 * @param updates in the order of the log
 */
export function authorship(
  before: Y.Doc,
  after: Y.Doc,
  updates: readonly SignedUpdate[],
): { added: Hands; removed: Hands } {
  const [stretchesBefore, stretchesAfter] = [stretchesOf(before), stretchesOf(after)];
  const written = new Map<string, Hand | null>();
  const deleted = new Map<string, Hand | null>();
  const wanted = { added: placesOf(stretchesAfter), removed: placesOf(stretchesBefore) };
  for (const { update, userId, createdAt } of updates) {
    const hand = userId === null ? null : { by: userId, at: createdAt.getTime() };
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs) note(written, wanted.added, id.client, id.clock, length, hand);
    for (const [client, ranges] of ds.clients)
      for (const { clock, len } of ranges) note(deleted, wanted.removed, client, clock, len, hand);
  }
  return {
    added: handsOf(stretchesAfter, written, wanted.removed),
    removed: handsOf(stretchesBefore, deleted, wanted.added),
  };
}

const nameOf = (client: number, clock: number): string => `${client} ${clock}`;

/** Places of a text by client, so that an update which repeats the whole history costs no more than the text has places. */
function placesOf(stretches: readonly Stretch[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const { client, clock, length } of stretches) {
    const clocks = places.get(client) ?? [];
    for (let step = 0; step < length; step += 1) clocks.push(clock + step);
    places.set(client, clocks);
  }
  for (const clocks of places.values()) clocks.sort((a, b) => a - b);
  return places;
}

function note(
  known: Map<string, Hand | null>,
  wanted: ReadonlyMap<number, readonly number[]>,
  client: number,
  from: number,
  length: number,
  hand: Hand | null,
): void {
  const clocks = wanted.get(client);
  if (!clocks) return;
  for (let index = firstFrom(clocks, from); index < clocks.length; index += 1) {
    const clock = clocks[index];
    if (clock === undefined || clock >= from + length) return;
    const name = nameOf(client, clock);
    if (!known.has(name)) known.set(name, hand);
  }
}

function firstFrom(clocks: readonly number[], from: number): number {
  let [low, high] = [0, clocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clocks[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param elsewhere the places of the other text */
function handsOf(
  stretches: readonly Stretch[],
  known: ReadonlyMap<string, Hand | null>,
  elsewhere: ReadonlyMap<number, readonly number[]>,
): Hands {
  const starts = stretches.map(({ at }) => at);
  return (place) => {
    const stretch = stretches[firstFrom(starts, place + 1) - 1];
    if (!stretch || place >= stretch.at + stretch.length) return null;
    const [client, clock] = [stretch.client, stretch.clock + place - stretch.at];
    const others = elsewhere.get(client) ?? [];
    if (others[firstFrom(others, clock)] === clock) return "moved";
    return known.get(nameOf(client, clock)) ?? null;
  };
}

/** The text of a document, in reading order. */
function stretchesOf(document: Y.Doc): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  const add = ({ client, clock }: Y.ID, length: number) => {
    stretches.push({ at, client, clock, length });
    at += length;
  };
  function walk(parent: Y.XmlFragment | Y.XmlElement): void {
    const children = parent.toArray();
    const lines = children.some(
      (child) => holdsText(child) || (child instanceof Y.XmlElement && isInline(child.nodeName)),
    );
    for (const child of children) {
      if (child instanceof Y.XmlText) addText(child, add);
      else if (!(child instanceof Y.XmlElement)) continue;
      else if (!lines) walk(child);
      else if (child._item) add(child._item.id, 1);
    }
  }
  walk(document.getXmlFragment(RATIONALE_FIELD));
  return stretches;
}

const holdsText = (child: unknown): boolean => child instanceof Y.XmlText && child.length > 0;

function addText(text: Y.XmlText, add: (id: Y.ID, length: number) => void): void {
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) add(item.id, item.content.str.length);
}

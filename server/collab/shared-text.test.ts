import fc from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { placeOfQuote, quoteSpan, type Span, wordsOf } from "#core/comment-anchor";
import { UNIT } from "#core/flat-text";
import { RATIONALE_FIELD } from "#core/rationale";
import { writeRationale } from "#server/collab/rationale-json";
import { bullets, heading, paragraph, text } from "#server/collab/seed-rationale";
import { type Positions, positionsOf, sharedText, spanOf } from "#server/collab/shared-text";

const newDocument = (...lines: string[]) => {
  const document = new Y.Doc();
  writeRationale(
    document,
    lines.map((line) => paragraph(line)),
  );
  return document;
};
const lettersOf = (document: Y.Doc, line: number) => {
  const block = document.getXmlFragment(RATIONALE_FIELD).get(line);
  const letters = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(letters instanceof Y.XmlText)) throw new RangeError(`line ${line} holds no letters`);
  return letters;
};

/** Comments on words of a document as they stand there. */
function comment(document: Y.Doc, { start, end }: Span) {
  const flat = sharedText(document);
  const { quote, span } = quoteSpan(wordsOf(flat.text), { start, end });
  const positions = positionsOf(flat, span);
  if (!positions) throw new RangeError("the words have no place");
  return { quote, positions, words: flat.text.slice(span.start, span.end) };
}
const commentOn = (document: Y.Doc, words: string) => {
  const start = sharedText(document).text.indexOf(words);
  return comment(document, { start, end: start + words.length });
};

/** What the comment speaks of in a document now; null where it is orphaned. */
function spokenOf(document: Y.Doc, { quote, positions }: Pick<ReturnType<typeof comment>, "quote" | "positions">) {
  const flat = sharedText(document);
  const span = spanOf(document, flat, positions);
  const place = placeOfQuote(wordsOf(flat.text), quote, typeof span === "string" ? null : span);
  return place && flat.text.slice(place.start, place.end);
}

it("reads blocks as lines, letters as they are and references as one sign each", () => {
  const document = new Y.Doc();
  const chip = { type: "chip", attrs: { question: "x" } };
  writeRationale(document, [
    heading("For"),
    bullets("one", "two"),
    paragraph("so", chip, text("far", { type: "bold" })),
  ]);
  expect(sharedText(document).text).toBe(`\nFor\n\n\none\n\ntwo\nso${UNIT}far`);
});

it("a reference can be commented on, alone or with the words around it", () => {
  const document = new Y.Doc();
  const chip = { type: "chip", attrs: { question: "x" } };
  writeRationale(document, [paragraph("as", chip, "said")]);
  for (const words of [UNIT, `s${UNIT}s`]) expect(spokenOf(document, commentOn(document, words))).toBe(words);
});

it("what others write before, behind and inside the words leaves them theirs", () => {
  const document = newDocument("The port was closed in May.");
  const made = commentOn(document, "closed in May");
  const letters = lettersOf(document, 0);
  letters.insert(0, "So: ");
  letters.insert(letters.length - 1, ", they say");
  expect(spokenOf(document, made)).toBe("closed in May");
  letters.insert(letters.toString().indexOf("in May"), "again ");
  expect(spokenOf(document, made)).toBe("closed again in May");
});

it("deleted words orphan it; an undo brings them back, for everybody", () => {
  const document = newDocument("The port was closed in May.", "The port is watched.");
  const made = commentOn(document, "The port");
  const undo = new Y.UndoManager(document.getXmlFragment(RATIONALE_FIELD));
  lettersOf(document, 0).delete(0, "The port ".length);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(document));
  expect([spokenOf(document, made), spokenOf(other, made)]).toEqual([null, null]);
  undo.undo();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(document));
  expect([spokenOf(document, made), spokenOf(other, made)]).toEqual(["The port", "The port"]);
  undo.redo();
  expect(spokenOf(document, made)).toBeNull();
});

it("a whole paragraph that went and came back as a new one is found again", () => {
  const document = newDocument("First.", "The port was closed in May.", "Last.");
  const made = commentOn(document, "closed in May");
  const fragment = document.getXmlFragment(RATIONALE_FIELD);
  fragment.delete(1, 1);
  expect(spokenOf(document, made)).toBeNull();
  const again = new Y.XmlElement("heading");
  again.insert(0, [new Y.XmlText("The port was closed in May.")]);
  fragment.insert(1, [again]);
  expect(spokenOf(document, made)).toBe("closed in May");
});

const base = commentOn(newDocument("Some words."), "words").positions;
it.each<[string, Partial<Positions>, string]>([
  ["no position", { start: Uint8Array.of(255, 255) }, "malformed"],
  ["nothing", { start: new Uint8Array(0) }, "malformed"],
  ["the document as such", { start: encoded("default") }, "malformed"],
  ["another field", { end: encoded("other") }, "malformed"],
  ["the ends the wrong way round", { start: base.end, end: base.start }, "malformed"],
])("refuses %s", (_, given, answer) => {
  const document = newDocument("Some words.");
  expect(spanOf(document, sharedText(document), { ...base, ...given })).toBe(answer);
});
function encoded(field: string) {
  const position = Y.createRelativePositionFromTypeIndex(new Y.Doc().getXmlFragment(field), 0);
  return Uint8Array.from(Y.encodeRelativePosition(position));
}
it("says that letters are unknown to a document without them, and finds none of another field", () => {
  const empty = new Y.Doc();
  expect(spanOf(empty, sharedText(empty), base)).toBe("unknown");
  const other = new Y.Doc();
  const letters = new Y.XmlText("Some words.");
  other.getXmlFragment("other").insert(0, [letters]);
  const at = (index: number, side: number) =>
    Uint8Array.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(letters, index, side)));
  expect(spanOf(other, sharedText(other), { start: at(0, 0), end: at(4, -1) })).toBeNull();
});
it("no bytes break it", () => {
  const document = newDocument("Some words.");
  const bytes = fc.uint8Array({ maxLength: 64 }).map((given) => Uint8Array.from(given));
  fc.assert(
    fc.property(bytes, bytes, (start, end) => {
      const read = spanOf(document, sharedText(document), { start, end });
      if (read && typeof read === "object") expect(read.start).toBeLessThan(read.end);
    }),
  );
});

type Edit = { line: number; at: number; remove: number; insert: string };
const edit = fc.record({
  line: fc.nat(3),
  at: fc.nat(),
  remove: fc.nat(6),
  insert: fc.constantFrom("", "", "an ", "tan", " no", "x"),
});
const words = fc.constantFrom("a", "an", "tan", "no", "on", "port");
const line = fc.array(words, { minLength: 3, maxLength: 14 }).map((list) => list.join(" "));
const lines = fc.array(line, { minLength: 4, maxLength: 4 });

/** Applies an edit. @returns the letters of the line before it and where it fell */
function apply(document: Y.Doc, { line: number, at, remove, insert }: Edit) {
  const letters = lettersOf(document, number);
  const index = at % (letters.length + 1);
  const taken = Math.min(remove, letters.length - index);
  letters.delete(index, taken);
  if (insert) letters.insert(index, insert);
}

/** The letters of a document by their identity, as long as they live: an oracle that knows nothing of spans. */
function identities(document: Y.Doc): Map<string, number> {
  const alive = new Map<string, number>();
  const { text: _text, pieces } = sharedText(document);
  for (const { holder, offset } of pieces) {
    if (!(holder instanceof Y.XmlText)) continue;
    let at = offset;
    for (let item = holder._start; item; item = item.right) {
      if (item.deleted || !item.countable) continue;
      for (let i = 0; i < item.length; i += 1) alive.set(`${item.id.client} ${item.id.clock + i}`, at + i);
      at += item.length;
    }
  }
  return alive;
}

it("whatever is edited by two people at once, it speaks of what stands in its own place, or of its exact words, or is orphaned", () => {
  fc.assert(
    fc.property(
      lines,
      fc.nat(),
      fc.integer({ min: 1, max: 20 }),
      fc.array(edit),
      fc.array(edit),
      (given, at, length, mine, theirs) => {
        const document = newDocument(...given);
        const all = sharedText(document).text;
        const start = at % all.length;
        const span = { start, end: Math.min(all.length, start + length) };
        if (all.slice(span.start, span.end).trim() === "") return;
        const made = comment(document, span);
        const before = identities(document);
        const place = all.indexOf(made.words, span.start);
        const own = [...before].filter(([, offset]) => offset >= place && offset < place + made.words.length);
        const other = new Y.Doc();
        Y.applyUpdate(other, Y.encodeStateAsUpdate(document));
        for (const change of mine) apply(document, change);
        for (const change of theirs) apply(other, change);
        Y.applyUpdate(document, Y.encodeStateAsUpdate(other));
        Y.applyUpdate(other, Y.encodeStateAsUpdate(document));

        expect(spokenOf(other, made)).toBe(spokenOf(document, made));
        const flat = sharedText(document);
        const read = spanOf(document, flat, made.positions);
        const found = placeOfQuote(wordsOf(flat.text), made.quote, typeof read === "string" ? null : read);
        const alive = identities(document);
        const left = own.flatMap(([id]) => alive.get(id) ?? []);
        if (left.length === own.length) {
          // Nothing of it was deleted: it covers all of its letters, unless more than as much again was written between them.
          const now = flat.text.slice(Math.min(...left), Math.max(...left) + 1);
          if (now === made.words) expect(found).toEqual({ start: Math.min(...left), end: Math.max(...left) + 1 });
        }
        if (!found) return;
        // Its own letters; or what was written just where they were and reads as half of them did; or its exact words.
        const offsets = (of: (offset: number) => boolean) =>
          [...before].flatMap(([id, offset]) => (of(offset) ? (alive.get(id) ?? []) : []));
        const after = Math.max(-1, ...offsets((offset) => offset < place));
        const until = Math.min(flat.text.length, ...offsets((offset) => offset >= place + made.words.length));
        const says = flat.text.slice(found.start, found.end).replace(/\s+/g, " ");
        expect((after < found.start && found.end <= until) || says === made.quote.exact).toBe(true);
      },
    ),
  );
});

it("edits elsewhere change nothing", () => {
  fc.assert(
    fc.property(lines, fc.array(edit), (given, edits) => {
      const document = newDocument(...given, "Here stand the words in question.");
      const made = commentOn(document, "the words in question");
      for (const change of edits) apply(document, change);
      expect(spokenOf(document, made)).toBe("the words in question");
    }),
  );
});

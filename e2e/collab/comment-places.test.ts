import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { proseOffsets, toRange, toSpan } from "#components/comments/prose-offsets";
import { placeIn, sharedWords, spanIn } from "#components/comments/shared-words";
import { rationaleSchema } from "#components/editor/extensions";
import { rationaleJson, writeRationale } from "#server/collab/rationale-json";
import { sharedText, spanOf } from "#server/collab/shared-text";
import { documentArbitrary } from "#server/rationales/exports/document.arbitrary";

/** The browser and the server each read the shared text for themselves: what one calls a place the other must find there. */
const schema = getSchema(rationaleSchema());

it("browser, server and the editor's own text give the same words the same place, in any document", () => {
  fc.assert(
    fc.property(documentArbitrary, fc.nat(), fc.nat(), (text, one, other) => {
      const document = new Y.Doc();
      writeRationale(document, text.content ?? []);
      const flat = sharedWords(document);
      expect(flat.text).toBe(sharedText(document).text);
      const prose = Node.fromJSON(schema, rationaleJson(document));
      const offsets = proseOffsets(prose);
      if (flat.text.length > 0) expect(offsets.length).toBe(flat.text.length);

      const span = { start: one % (flat.text.length + 1), end: other % (flat.text.length + 1) };
      if (span.start >= span.end) return;
      const place = placeIn(flat, span);
      const range = toRange(offsets, span);
      expect(place === null).toBe(range === null);
      if (!place || !range) return;
      expect(spanIn(document, flat, place)).toEqual(span);
      const bytes = (encoded: string) => Uint8Array.from(Buffer.from(encoded, "base64"));
      expect(spanOf(document, sharedText(document), { start: bytes(place.start), end: bytes(place.end) })).toEqual(
        span,
      );
      expect(toSpan(offsets, range.from, range.to)).toEqual(span);
      const letters = prose.textBetween(range.from, range.to, "", "");
      expect(flat.text.slice(span.start, span.end).replace(/[\n\uFFFC]/g, "")).toBe(letters);
    }),
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { type Mark, segmentsOf } from "./segments";

it("cuts a passage at the edges of its marks", () => {
  const marks: Mark[] = [
    { kind: "scenario", key: 1, start: 104, end: 109, lead: true },
    { kind: "scenario", key: 2, start: 107, end: 130, lead: true },
    { kind: "note", key: 3, start: 109, end: 112 },
    { kind: "suggestion", key: 0, start: 0, end: 100 },
  ];
  expect(segmentsOf("The ferry[3] may stop", 100, marks)).toEqual([
    { start: 100, text: "The ", scenarios: [], suggested: false, note: null, begins: [], ends: [] },
    { start: 104, text: "fer", scenarios: [1], suggested: false, note: null, begins: [1], ends: [] },
    { start: 107, text: "ry", scenarios: [1, 2], suggested: false, note: null, begins: [2], ends: [1] },
    { start: 109, text: "[3]", scenarios: [2], suggested: false, note: 3, begins: [], ends: [] },
    { start: 112, text: " may stop", scenarios: [2], suggested: false, note: null, begins: [], ends: [] },
  ]);
});

it("joined, the segments are the passage; each mark covers just its own", () => {
  const mark = fc.record({
    kind: fc.constantFrom("scenario" as const, "suggestion" as const, "note" as const),
    key: fc.nat({ max: 5 }),
    start: fc.nat({ max: 60 }),
    length: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.nat({ max: 40 }),
      fc.array(mark),
      (text, start, drawn) => {
        const marks = drawn.map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
        const segments = segmentsOf(text, start, marks);
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        for (const segment of segments) {
          const over = marks.filter((m) => m.kind === "scenario" && m.start <= segment.start && m.end > segment.start);
          expect(new Set(segment.scenarios)).toEqual(new Set(over.map(({ key }) => key)));
        }
      },
    ),
  );
});

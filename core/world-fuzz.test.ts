import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, csvLine, numberInCell, safeCell } from "#core/spreadsheet";
import type { Fault } from "#core/world";
import { CSV_COLUMNS, CsvRows, separatorOf } from "#core/world-csv";
import { JsonSections, UnreadableWorld } from "#core/world-json";
import { type ReadForecast, WorldReader } from "#core/world-read";

const NOW = Date.UTC(2026, 0, 1);

/** A reader with what it told and kept. */
function listening() {
  const faults: Fault[] = [];
  const kept: ReadForecast[] = [];
  const reader = new WorldReader(NOW, { tell: (fault) => faults.push(fault), keep: (one) => kept.push(one) });
  return { reader, faults, kept };
}

/** Reads a text in pieces of some length; what cannot be understood is one more fault. */
function readJson(text: string, piece: number) {
  const { reader, faults, kept } = listening();
  const elements: unknown[] = [];
  const sections = new JsonSections({
    element(section, value, path, n) {
      elements.push([section, value, n]);
      reader.element(section, value, path, n);
    },
    aside(key, value) {
      elements.push([key, value]);
      reader.aside(key, value);
    },
  });
  try {
    for (let at = 0; at < text.length; at += piece) sections.push(text.slice(at, at + piece));
    sections.end();
  } catch (error) {
    if (!(error instanceof UnreadableWorld)) throw error;
    faults.push({ path: error.path, message: error.message });
  }
  reader.finish();
  return { faults, kept, elements };
}

const world = fc.dictionary(
  fc.constantFrom("format", "people", "questions", "forecasts", "resolutions", "scenarios", "briefs", "relations", "x"),
  fc.oneof(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }), fc.jsonValue({ maxDepth: 2 })),
  { noNullPrototype: true },
);

describe("a world file that is no world", () => {
  it("is taken apart as JSON.parse would, wherever the pieces are cut", () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), (given, piece, indent) => {
        const { elements } = readJson(JSON.stringify(given, null, indent), piece);
        const parsed: Record<string, unknown> = JSON.parse(JSON.stringify(given));
        const expected = Object.entries(parsed).flatMap(([key, value]) =>
          Array.isArray(value) ? value.map((element: unknown, n) => [key, element, n]) : [[key, value]],
        );
        expect(elements).toEqual(expected);
      }),
    );
  });

  it("never breaks the reader, and each fault names a place", () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.string({ maxLength: 3 }), (given, at, put) => {
        const text = JSON.stringify(given);
        const cut = at % (text.length + 1);
        const broken = text.slice(0, cut) + put + text.slice(cut + put.length);
        const { faults } = readJson(broken, 7);
        for (const { path, message } of faults) {
          expect(path).not.toBe("");
          expect(message).not.toBe("");
        }
        let valid = true;
        try {
          JSON.parse(broken);
        } catch {
          valid = false;
        }
        if (!valid) expect(faults.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ["", "$"],
    ["[]", "$"],
    ["{", "$"],
    ['{"people": [1,]}', "people[1]"],
    ['{"people": [{"id": 1} {"id": 2}]}', "people[1]"],
    ['{"forecasts": [{"question": tru}]}', "forecasts[0]"],
    ['{"people": [], "people": []}', "people"],
    ['{"format": "bellwether-world/1"} trailing', "format"],
  ])("%s is told at %s", (text, place) => {
    expect(readJson(text, 5).faults.map(({ path }) => path)).toContain(place);
  });
});

describe("a CSV that is none", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12, unit: "grapheme" }),
    fc.constantFrom("", "0.5", "1", "35%", "0,2", "yes", "2024-01-01", "2024-01-02T00:00:00Z", "binary", "withdrawal"),
  );

  it("never breaks the reader, and each fault names its row", () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 12 }), (given) => {
        const { reader, faults } = listening();
        const rows = new CsvRows(reader, (fault) => faults.push(fault));
        rows.row(CSV_COLUMNS);
        for (const cells of given) rows.row(cells);
        rows.end();
        reader.finish();
        for (const { path } of faults) expect(path).toMatch(/^row \d+(, [a-zA-Z]+)?$/);
      }),
    );
  });

  it("names the columns that its head lacks", () => {
    const { reader, faults } = listening();
    const rows = new CsvRows(reader, (fault) => faults.push(fault));
    expect(() => rows.row(["question", "person"])).toThrow(/opensAt, closesAt, madeAt, probability/);
    expect(() => new CsvRows(reader, () => {}).end()).toThrow(UnreadableWorld);
  });

  it("is separated as its head is", () => {
    expect(separatorOf("question;person;madeAt")).toBe(";");
    expect(separatorOf("question\tperson")).toBe("\t");
    expect(separatorOf('"a;b;c;d",question,person')).toBe(",");
  });
});

describe("cells of a spreadsheet", () => {
  it("what looks like a formula is made safe, and every text comes back", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom("=1+1", "'=1", "''-x", "+1", "@a", "\t=", "\rx", "＝1"),
          fc.string({ unit: fc.constantFrom(";", "\t", "\n", "=", "-", "'", '"', "a", ",") }),
        ),
        (text) => {
          expect(safeCell(text)).not.toMatch(/^[=+\-@\t\r\n]/);
          expect(cellText(safeCell(text))).toBe(text);
          // As a spreadsheet takes it apart that separates by another sign, and so reads no quotation marks of ours.
          for (const cell of csvLine(["x", text, "y"]).split(/[;\t\r\n]/))
            expect(cell).not.toMatch(/^"*[=+\-@＝＋－＠]/);
        },
      ),
    );
    expect(csvLine(["=A1", -0.5, null, 'say "x", then'])).toBe(`'=A1,-0.5,,"say ""x"", then"\r\n`);
  });

  it.each([
    ["0.35", 0.35],
    ["0,35", 0.35],
    ["35%", 0.35],
    ["12.3 %", 0.123],
    ["7e-1", 0.7],
    [".5", 0.5],
    ["1.000,5", null],
    ["35 percent", null],
    ["NaN", null],
    ["", null],
  ])("%s is %s", (text, number) => {
    expect(numberInCell(text)).toBe(number);
  });
});

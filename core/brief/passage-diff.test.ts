import fc from "fast-check";
import { expect, it } from "vitest";
import { type PassageChange, passageDiff } from "#core/brief/passage-diff";

it("finds what was added, removed and reworded between passages that stayed", () => {
  const before = ["Title", "The ferry leaves at noon.", "Fees may be cut.", "Nobody knows."];
  const after = ["Title", "A preface.", "The ferry leaves at midnight.", "Nobody knows.", "The end."];
  expect(passageDiff(before, after)).toEqual(
    [
      { kind: "same", text: "Title" },
      { kind: "reworded", before: "The ferry leaves at noon.", after: "The ferry leaves at midnight." },
      { kind: "removed", text: "Fees may be cut." },
      { kind: "same", text: "Nobody knows." },
      { kind: "added", text: "The end." },
    ].toSpliced(1, 0, { kind: "added", text: "A preface." }),
  );
});

it("gives both versions back, passage by passage", () => {
  const passages = fc.array(fc.constantFrom("a b c d", "a b c e", "x", "y z", "long words here"), { maxLength: 8 });
  const side = (changes: readonly PassageChange[], which: "before" | "after") =>
    changes.flatMap((change) => {
      if (change.kind === "reworded") return [change[which]];
      return change.kind === (which === "before" ? "added" : "removed") ? [] : [change.text];
    });
  fc.assert(
    fc.property(passages, passages, (before, after) => {
      const changes = passageDiff(before, after);
      expect([side(changes, "before"), side(changes, "after")]).toEqual([before, after]);
    }),
  );
});

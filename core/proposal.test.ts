import { expect, it } from "vitest";
import { knownAtFault, proposalSchema } from "#core/proposal";

const opensAt = Date.UTC(2024, 0, 1);
const now = Date.UTC(2024, 6, 1);

it("a known date lies between the opening and now, both included", () => {
  expect(knownAtFault("YES", opensAt, { opensAt }, now)).toBeNull();
  expect(knownAtFault("NO", now, { opensAt }, now)).toBeNull();
  expect(knownAtFault("YES", now + 1, { opensAt }, now)).toContain("future");
  expect(knownAtFault("AMBIGUOUS", opensAt - 1, { opensAt }, now)).toContain("Void");
  expect(knownAtFault("YES", Number.NaN, { opensAt }, now)).toContain("date");
});

it("only a void verdict may have been known before the opening", () => {
  expect(knownAtFault("VOID", opensAt - 1, { opensAt }, now)).toBeNull();
  expect(knownAtFault("VOID", now + 1, { opensAt }, now)).toContain("future");
});

it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "a.example", ""])(
  "%s is no evidence link",
  (evidenceUrl) => {
    const input = { outcome: "YES", knownAt: new Date(now), evidenceUrl, note: "" };
    expect(proposalSchema.safeParse(input).success).toBe(false);
  },
);

import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { correctionSchema, knownAtFault, proposalSchema } from "#core/proposal";

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

const proposal = { outcome: "YES", knownAt: new Date(now), note: "" } as const;
const faultsOf = (result: ReturnType<typeof proposalSchema.safeParse | typeof correctionSchema.safeParse>) =>
  result.error?.issues.map(({ path }) => path.join(".")) ?? [];

it("a verdict on what happened rests on a link, a quote or a file; any one of them will do", () => {
  expect(faultsOf(proposalSchema.safeParse(proposal))).toEqual(["evidenceUrl"]);
  expect(faultsOf(proposalSchema.safeParse({ ...proposal, note: "Everybody knows." }))).toEqual(["evidenceUrl"]);
  for (const evidence of [{ evidenceUrl: "https://a.example" }, { quote: "It was signed." }, { files: [randomUUID()] }])
    expect(faultsOf(proposalSchema.safeParse({ ...proposal, ...evidence }))).toEqual([]);
});

it("void and ambiguous may rest on a reason alone, but not on nothing", () => {
  for (const outcome of ["VOID", "AMBIGUOUS"]) {
    expect(faultsOf(proposalSchema.safeParse({ ...proposal, outcome }))).toEqual(["note"]);
    expect(faultsOf(proposalSchema.safeParse({ ...proposal, outcome, note: "Cancelled." }))).toEqual([]);
  }
});

it("a correction says why; withdrawing a verdict needs neither a date nor evidence", () => {
  const correction = { resolutionId: randomUUID(), outcome: null, note: "The source took it back." };
  expect(faultsOf(correctionSchema.safeParse(correction))).toEqual([]);
  expect(faultsOf(correctionSchema.safeParse({ ...correction, note: " " }))).toEqual(["note"]);
  expect(faultsOf(correctionSchema.safeParse({ ...correction, outcome: "NO" }))).toEqual(["knownAt", "evidenceUrl"]);
});

it("a file is named once, and there are at most five", () => {
  const one = randomUUID();
  expect(faultsOf(proposalSchema.safeParse({ ...proposal, files: [one, one] }))).toEqual(["files"]);
  const six = Array.from({ length: 6 }, () => randomUUID());
  expect(faultsOf(proposalSchema.safeParse({ ...proposal, files: six }))).toEqual(["files"]);
});

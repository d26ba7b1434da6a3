import { expect, it } from "vitest";
import { copyName, readCopyName } from "./device-copies";

it("a copy is named after its reader, its scenario and the schema of its text, and nothing else is taken for one", () => {
  const key = { viewer: "0198c5a0-1", scenarioId: "0198c5a0-2", schema: 3 };
  expect(readCopyName(copyName(key))).toEqual(key);
  for (const name of ["", "bellwether", "bellwether:rationale:a:b", "other:rationale:a:b:1", `${copyName(key)}:x`])
    expect(readCopyName(name)).toBeNull();
});

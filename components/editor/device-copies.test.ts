import { expect, it } from "vitest";
import { copyName, readCopyName } from "./device-copies";

it("a copy is named after its reader, its scenario and the schema and generation of its text, and nothing else is taken for one", () => {
  const key = { viewer: "0198c5a0-1", scenarioId: "0198c5a0-2", schema: 3 };
  for (const generation of [0, 1, 12])
    expect(readCopyName(copyName({ ...key, generation }))).toEqual({ ...key, generation });
  for (const name of [
    "",
    "bellwether",
    "bellwether:rationale:a:b",
    "other:rationale:a:b:1",
    `${copyName({ ...key, generation: 0 })}:x`,
  ])
    expect(readCopyName(name)).toBeNull();
});

import { expect, it } from "vitest";
import { checkNode } from "./install.mjs";
import { refusalOf } from "./say.mjs";

it("a Node older than 20.19 is refused in one sentence", () => {
  expect(() => checkNode("18.20.8")).toThrow("This is Node 18.20.8; Bellwether needs 20.19 or newer to start.");
  expect(() => checkNode("20.18.3")).toThrow("needs 20.19");
  expect(() => checkNode("20.19.0")).not.toThrow();
  expect(() => checkNode("24.1.0")).not.toThrow();
});

it("a full disk is named, whatever program met it", () => {
  expect(refusalOf("npm ci", "npm error code ENOSPC\nnpm error nospc No space left on device").message).toBe(
    "The disk is full.",
  );
  expect(refusalOf("next build", "Type error").message).toContain("next build failed");
});

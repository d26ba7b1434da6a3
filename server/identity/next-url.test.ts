import { expect, it } from "vitest";
import { safeNext } from "#server/identity/next-url";

it.each([
  ["/", "/"],
  ["/briefs", "/briefs"],
  ["/scenarios/1?as-of=2024-01-01#rationale", "/scenarios/1?as-of=2024-01-01#rationale"],
])("%s leads there", (wanted, expected) => {
  expect(safeNext(wanted)).toBe(expected);
});

it.each([
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "/.//elsewhere.example",
  "/a/..//elsewhere.example",
  "javascript:alert(1)",
  "briefs",
  "",
  "/sign-in?next=/sign-in",
  "/api/auth/signout",
  undefined,
  ["/briefs"],
])("%j leads to the desk", (wanted) => {
  expect(safeNext(wanted)).toBe("/");
});

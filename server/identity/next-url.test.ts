import { expect, it } from "vitest";
import { safeNext, safeNextAt } from "#server/identity/next-url";

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

it("of a whole address only what is inside counts", () => {
  const here = "https://bellwether.example";
  expect(safeNextAt(`${here}/briefs?x=1`, here)).toBe("/briefs?x=1");
  expect(safeNextAt("/briefs", here)).toBe("/briefs");
  for (const url of [
    here,
    `${here}.evil.example/`,
    `${here}//evil.example`,
    "https://evil.example/",
    "//evil.example",
    7,
  ])
    expect(safeNextAt(url, here)).toBe("/");
});

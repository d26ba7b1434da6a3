import { beforeAll, expect, it } from "vitest";
import { originAllowed } from "#server/platform/origin";

beforeAll(() => {
  process.env.APP_URL = "https://bellwether.example"; // before anything here reads the environment
});

it("the application's own address may, and the host that is spoken to over the same scheme", () => {
  expect(originAllowed("https://bellwether.example", "10.0.0.5:3000")).toBe(true);
  expect(originAllowed("https://node2.bellwether.example", "node2.bellwether.example")).toBe(true);
});

it.each([
  [undefined, "bellwether.example"],
  ["null", "bellwether.example"],
  ["", "bellwether.example"],
  ["http://bellwether.example", "bellwether.example"],
  ["https://bellwether.example.elsewhere.example", "bellwether.example"],
  ["https://elsewhere.example", "bellwether.example"],
  ["https://bellwether.example/", "bellwether.example"],
  ["https://bellwether.example:444", "bellwether.example"],
  ["file://", "bellwether.example"],
  ["https://elsewhere.example", undefined],
])("%s may not", (origin, host) => {
  expect(originAllowed(origin, host)).toBe(false);
});

import { beforeAll, expect, it } from "vitest";
import { fromOurPages, mayChange, originAllowed } from "#server/platform/origin";

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

const ours = { origin: "https://bellwether.example", host: "bellwether.example" };

it("a browser that says the request crossed sites is believed over its Origin", () => {
  expect(fromOurPages(ours)).toBe(true);
  expect(fromOurPages({ ...ours, "sec-fetch-site": "same-origin" })).toBe(true);
  for (const site of ["cross-site", "same-site", "none", "", "same-origin, cross-site"])
    expect(fromOurPages({ ...ours, "sec-fetch-site": site }), site).toBe(false);
});

it("a form of a page that tells nobody its address is ours where the browser says so, and only there", () => {
  const form = { origin: "null", host: "bellwether.example" };
  expect(fromOurPages({ ...form, "sec-fetch-site": "same-origin" })).toBe(true);
  for (const site of [undefined, "cross-site", "same-site", "none"])
    expect(fromOurPages({ ...form, "sec-fetch-site": site }), site).toBe(false);
});

it("whatever is not only a reading needs it, under every method", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) expect(mayChange(method, {})).toBe(true);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "PURGE", "post", undefined]) {
    expect(mayChange(method, {}), method).toBe(false);
    expect(mayChange(method, ours), method).toBe(true);
  }
});

it("a token without a cookie is no browser's; with one it counts for nothing", () => {
  expect(mayChange("POST", { authorization: "Bearer abc" })).toBe(true);
  expect(mayChange("POST", { authorization: "Bearer abc", cookie: "" })).toBe(false);
  expect(mayChange("POST", { authorization: "Basic abc" })).toBe(false);
});

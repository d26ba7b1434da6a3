import superjson, { type SuperJSONResult } from "superjson";
import { expect, it } from "vitest";
import { transformer } from "#server/routers/transformer";

const { serialize, deserialize } = transformer.input;

it("what our own pages send is read as it was", () => {
  const date = new Date(0);
  const input = { from: date, until: null, note: undefined, list: [{ at: date }, { at: date }], odd: [Number.NaN, -0] };
  expect(deserialize(serialize(input))).toEqual(input);
  expect(deserialize(serialize(date))).toEqual(date);
  expect(deserialize(serialize(undefined))).toBeUndefined();
});

it.each([
  ["an array of gigabytes", { a: 4e9 }, { a: [["typed-array", "Uint8Array"]] }],
  ["one at the root", 4e9, [["typed-array", "Float64Array"]]],
  ["one inside a set", { a: [4e9] }, { a: ["set", { 0: [["typed-array", "Uint8Array"]] }] }],
  ["one below a branch", { a: { b: 1 } }, { a: { b: ["bigint"] } }],
  ["an expression", { a: "/(a+)+$/" }, { a: ["regexp"] }],
  ["an address", { a: "http://x" }, { a: ["URL"] }],
  ["an error", { a: { name: "x" } }, { a: ["Error"] }],
  ["a class", { a: {} }, { a: [["class", "X"]] }],
])("%s is refused before it is made", (_what, json, values) => {
  const given: unknown = { json, meta: { values } };
  expect(() => deserialize(given as SuperJSONResult)).toThrow("a kind of value that nothing takes");
});

it("every kind that superjson knows is refused or one of the three", () => {
  const kinds = { d: new Date(0), u: undefined, n: Number.NaN };
  const others = [1n, /x/, new Set([1]), new Map(), new URL("https://x.example"), new Error("x"), new Uint8Array(1)];
  expect(deserialize(serialize(kinds))).toEqual(kinds);
  for (const other of others)
    expect(() => deserialize(superjson.serialize({ other })), String(other)).toThrow(TypeError);
});

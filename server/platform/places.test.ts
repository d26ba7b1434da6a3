import { expect, it } from "vitest";
import { places } from "#server/platform/places";

it("one sender takes some of the places, all of them together the rest, and what is given back is there again, once", () => {
  const take = places(4, 2);
  const [first, second] = [take("a"), take("a")];
  expect([first, second, take("a")]).toEqual([expect.any(Function), expect.any(Function), null]);
  expect([take("b"), take("b"), take("c")]).toEqual([expect.any(Function), expect.any(Function), null]);
  first?.();
  first?.();
  expect(take("c")).not.toBeNull();
  expect([take("d"), take("a")]).toEqual([null, null]);
});

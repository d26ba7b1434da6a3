import { expect, it } from "vitest";
import { neighbours } from "#server/collab/neighbours";

function nodes() {
  let now = 0;
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...neighbours(() => now), pass };
}

it("a node is alone when nobody has answered in time, and not before", () => {
  const { alone, ask, pass } = nodes();
  pass(1e6);
  expect(alone()).toBe(false);
  ask();
  pass(1_999);
  expect(alone()).toBe(false);
  pass(1);
  expect(alone()).toBe(true);
});

it("whoever is heard is there, new once, until they have missed three of their beats", () => {
  const { alone, ask, heard, pass, everyMs } = nodes();
  ask();
  pass(5_000);
  expect(heard(7)).toBe(true);
  for (let beat = 0; beat < 5; beat += 1) {
    expect(alone()).toBe(false);
    pass(everyMs);
    expect(heard(7)).toBe(false);
  }
  pass(3 * everyMs);
  expect(alone()).toBe(false);
  pass(everyMs);
  expect(alone()).toBe(true);
  expect(heard(7)).toBe(true);
  expect(alone()).toBe(false);
});

it("asking anew, as after a lost connection, nobody is alone until the answers can be there", () => {
  const { alone, ask, pass } = nodes();
  ask();
  pass(5_000);
  expect(alone()).toBe(true);
  ask();
  expect(alone()).toBe(false);
});

import { describe, expect, it } from "vitest";
import { LogCrowd } from "#core/scoring/log-crowd";
import { MedianCrowd } from "#core/scoring/median-crowd";

// Sums of terms sixteen orders of magnitude apart: what plain addition drops must still be there.
describe("what a sweep keeps while time passes loses nothing to rounding", () => {
  it("the sum of log scores, after a far larger one has come and gone", () => {
    for (const order of [
      [-1e16, -1, -1],
      [-1, -1e16, -1],
      [-1, -1, -1e16],
    ]) {
      const crowd = new LogCrowd();
      for (const log of order) crowd.enter(log);
      crowd.leave(-1e16);
      crowd.advance(1);
      expect([crowd.weighted, crowd.mean, crowd.factor, crowd.contested]).toEqual([-2, -1, 2, 1]);
    }
  });

  it("its integrals, whichever of the terms is the larger", () => {
    for (const times of [
      [1e16, 1, 1],
      [1, 1e16, 1],
      [1, 1, 1e16],
    ]) {
      const crowd = new LogCrowd();
      crowd.enter(-1);
      crowd.enter(-1);
      for (const time of times) crowd.advance(time);
      expect(crowd.weighted).toBe(-20_000_000_000_000_004);
      expect(crowd.mean).toBe(-10_000_000_000_000_002);
    }
  });

  it("the integral of the median, likewise", () => {
    for (const times of [
      [2e16, 2, 2],
      [2, 2e16, 2],
      [2, 2, 2e16],
    ]) {
      const crowd = new MedianCrowd(Float64Array.of(0.5, 0.5));
      crowd.enter(0);
      crowd.enter(0);
      for (const time of times) crowd.advance(time);
      expect(crowd.integral).toBe(10_000_000_000_000_002);
    }
  });

  it("a crowd that everybody has left starts from nothing", () => {
    const crowd = new LogCrowd();
    crowd.enter(-0.1);
    crowd.enter(-0.2);
    crowd.leave(-0.1);
    crowd.leave(-0.2);
    crowd.advance(5);
    crowd.enter(-0.3);
    crowd.advance(5);
    expect([crowd.weighted, crowd.mean, crowd.factor, crowd.contested]).toEqual([0, 0, 0, 0].map((zero) => zero));
    crowd.enter(-0.3);
    crowd.advance(1);
    expect(crowd.weighted).toBe(-0.6);
  });
});

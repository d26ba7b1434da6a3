import { describe, expect, it } from "vitest";
import {
  acceptsForecasts,
  confirmingMove,
  hasScores,
  hasVerdict,
  legalMoves,
  MOVES,
  nextState,
  questionState,
  STORED_STATES,
} from "#core/resolution";

describe("moves", () => {
  it.each([
    ["DRAFT", ["publish"]],
    ["OPEN", ["propose", "annul", "mark_ambiguous"]],
    ["PROPOSED", ["reject", "confirm", "annul", "mark_ambiguous"]],
    ["RESOLVED", ["confirm", "annul", "mark_ambiguous", "reopen"]],
    ["VOID", ["confirm", "annul", "mark_ambiguous", "reopen"]],
    ["AMBIGUOUS", ["confirm", "annul", "mark_ambiguous", "reopen"]],
  ] as const)("from %s: %s", (state, moves) => {
    expect(legalMoves(state)).toEqual(moves);
  });

  it("refuses every move that is not legal, naming both ends", () => {
    for (const state of STORED_STATES) {
      for (const move of MOVES) {
        if (legalMoves(state).includes(move)) expect(STORED_STATES).toContain(nextState(state, move));
        else expect(() => nextState(state, move)).toThrow(`move must be legal from ${state}, got ${move}`);
      }
    }
  });

  it("nothing is resolved but by confirming a proposal", () => {
    const ways = STORED_STATES.flatMap((state) =>
      legalMoves(state)
        .filter((move) => nextState(state, move) === "RESOLVED")
        .map((move) => [state, move]),
    );
    expect(ways).toEqual(["PROPOSED", "RESOLVED", "VOID", "AMBIGUOUS"].map((state) => [state, "confirm"]));
  });

  it.each([
    ["outcome", "RESOLVED"],
    ["void", "VOID"],
    ["ambiguous", "AMBIGUOUS"],
  ] as const)("confirming a proposal of %s leads to %s, whatever verdict it corrects", (verdict, state) => {
    for (const from of ["PROPOSED", ...STORED_STATES.filter(hasVerdict)] as const)
      expect(nextState(from, confirmingMove(verdict))).toBe(state);
  });

  it("only a question with a verdict can be reopened", () => {
    const reopened = STORED_STATES.filter((state) => legalMoves(state).includes(confirmingMove("withdrawn")));
    expect(reopened).toEqual(STORED_STATES.filter(hasVerdict));
  });
});

describe("questionState", () => {
  it("an open question is closed from its scheduled close on, by the clock alone", () => {
    expect(questionState("OPEN", { closesAt: 100 }, 99.999)).toBe("OPEN");
    expect(questionState("OPEN", { closesAt: 100 }, 100)).toBe("CLOSED");
  });

  it("no other state depends on the clock", () => {
    for (const state of STORED_STATES.filter((stored) => stored !== "OPEN")) {
      expect(questionState(state, { closesAt: 100 }, 1000)).toBe(state);
    }
  });

  it("only an open question takes forecasts, only a resolved one has scores", () => {
    const states = [...STORED_STATES, "CLOSED" as const];
    expect(states.filter(acceptsForecasts)).toEqual(["OPEN"]);
    expect(states.filter(hasScores)).toEqual(["RESOLVED"]);
  });

  it("refuses instants that are not finite", () => {
    expect(() => questionState("OPEN", { closesAt: 100 }, Number.NaN)).toThrow(/now must be a finite number/);
  });
});

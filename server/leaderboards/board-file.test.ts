import { expect, it } from "vitest";
import { USUAL_CHOICE } from "#server/leaderboards/board-choice";
import { boardFile } from "#server/leaderboards/board-file";
import type { Board } from "#server/leaderboards/leaderboard-queries";

const figures = { questions: 12, coverage: 9.5, attendance: 0.9, score: -3.25, unshrunk: -4.5, trend: [] };
const board: Board = {
  ranked: [
    {
      ...figures,
      key: "ranked 0",
      memberId: "m",
      name: "=SUM(A1)",
      team: "East, west",
      own: false,
      open: false,
      rank: 1,
      ranks: { best: 1, worst: 3 },
      chanceOfFirst: 0.5,
      group: 0,
      interval: { low: -6, high: 1 },
    },
  ],
  unranked: [],
  crowd: [{ ...figures, key: "median", method: "median", interval: null }],
  questions: [],
  people: 1,
  shown: "names",
  intervals: "there",
  told: null,
};

it("writes what the board shows: numbers stay numbers, a name that looks like a formula is made harmless", () => {
  const [head, person, crowd] = [...boardFile(board, USUAL_CHOICE)].join("").split("\r\n");
  expect(head).toContain("list,rank,best_rank");
  expect(person).toBe(`ranked,1,1,3,'=SUM(A1),"East, west",peer,10,-3.25,-4.5,-6,1,12,9.5,0.9,0.5`);
  expect(crowd).toBe("crowd,,,,median,,peer,10,-3.25,-4.5,,,12,9.5,0.9,");
});

import { expect, it } from "vitest";
import { overviewInWords } from "./in-words";

const nothing = { open: [], moved: [], overdue: [], stale: [], answering: [], record: { all: null } };
const say = (...args: Parameters<typeof overviewInWords>) =>
  overviewInWords(...args).map(({ before, link, after }) => `${before}${link}${after}`);

it("says that nothing waits and that there is no record yet", () => {
  expect(say(nothing, null, "/calibration")).toEqual([
    "Every question that has closed has its verdict.",
    "No question has come due with a verdict, so there is no record yet.",
  ]);
});

it("names what moved furthest, what waits, who answers and what the crowd was worth", () => {
  const closesAt = new Date(0);
  const figures = {
    ...nothing,
    open: [{ id: "1" }, { id: "2" }],
    moved: [
      { question: { id: "1", title: "Will it?" }, from: 0.66, to: 0.82 },
      { question: { id: "2", title: "Will they?" }, from: 0.3, to: 0.25 },
    ],
    overdue: [
      { id: "3", title: "Was it?", closesAt, state: "PROPOSED" as const },
      { id: "4", title: "Were they?", closesAt, state: "CLOSED" as const },
    ],
    stale: [{ id: "1", title: "Will it?", latestAt: 0 }],
    answering: [
      { name: "Ada", answered: 2, of: 2 },
      { name: "Bo", answered: 0, of: 2 },
    ],
    record: { all: { questions: 8, crowd: 0.176, people: 0.181 } },
  };
  expect(say(figures, 0.5, "/calibration")).toEqual([
    "2 crowds moved this week, furthest from 66\u202f% to 82\u202f%: “Will it?”.",
    "2 questions wait for a verdict, 1 of them proposed.",
    "Of the answers that could stand on 2 open questions, 50\u202f% have been given; 1 person has answered fewer than half.",
    "1 open question has gone quiet: no new forecast for a month or more.",
    "On 8 questions that came due the crowd scored 0.176 (Brier, lower is better), better than its people at 0.181 and better than always saying 50\u202f% (0.250). So few questions can be luck.",
  ]);
  const worse = { ...figures, record: { all: { questions: 40, crowd: 0.26, people: 0.25 } } };
  expect(say(worse, 1, "/c").at(-1)).toContain("worse than its people at 0.250 and no better than always saying");
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { mean } from "#core/math/sum";
import type { BinaryOutcome } from "#core/question";
import { brierScore } from "#core/scoring/brier";
import { rows } from "./csv";
import { drawReliability } from "./draw";
import type { Reproduction } from "./report";

const LEAGUES = [
  ["mlb", 0.239859],
  ["nba", 0.214654],
  ["nfl", 0.220106],
  ["nhl", 0.231257],
] as const;

/** FiveThirtyEight / ABC News, checking-our-work-data, CC BY 4.0. */
export function reproduceFiveThirtyEight(folder: string): Reproduction {
  const read = (name: string) => rows(readFileSync(resolve(folder, name), "utf8"));
  const governors = read("fivethirtyeight_governors.csv").map(([race, , , , , candidate, chance, outcome]) => ({
    question: `${race} ${candidate}`,
    forecast: Number(chance),
    outcome: verdict(outcome),
  }));
  const games = read("fivethirtyeight_games.csv").map(([league, date, home, away, chance, won], i) => ({
    league,
    question: `${date} ${home} ${away} ${i}`,
    forecast: Number(chance),
    won: Number(won),
    outcome: verdict(won),
  }));
  return {
    title: "FiveThirtyEight (18,057 forecasts of governors, 27,924 games)",
    lines: [
      {
        what: "governors, mean Brier",
        published: 0.0434260293,
        ours: mean(governors.map(({ forecast, outcome }) => brierScore(forecast, outcome))),
        tolerance: 1e-9,
      },
      ...LEAGUES.map(([league, published]) => ({
        what: `${league}, mean Brier`,
        published,
        ours: mean(games.filter((game) => game.league === league).map(({ forecast, won }) => tieAware(forecast, won))),
        tolerance: 5.1e-7,
      })),
    ],
    drawings: [
      { name: "five-thirty-eight-governors.svg", svg: drawReliability("FiveThirtyEight, governors", governors) },
      {
        name: "five-thirty-eight-games.svg",
        svg: drawReliability(
          "FiveThirtyEight, games",
          games.filter(({ won }) => won !== 0.5),
        ),
      },
    ],
  };
}

function verdict(value: string | undefined): BinaryOutcome {
  return Number(value) === 1 ? "yes" : "no";
}

/** Brier score with a tie counted as half a win: (p − ½)² is the mean of both verdicts less ¼. */
function tieAware(forecast: number, won: number): number {
  if (won === 0.5) return mean([brierScore(forecast, "yes"), brierScore(forecast, "no")]) - 0.25;
  return brierScore(forecast, won === 1 ? "yes" : "no");
}

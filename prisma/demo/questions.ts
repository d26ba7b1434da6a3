import { openQuestions } from "#prisma/demo/open-questions";
import { at, DAY, type DemoQuestion } from "#prisma/demo/question";
import { resolvedQuestions } from "#prisma/demo/resolved-questions";

export function demoQuestions(now: number): DemoQuestion[] {
  const waiting = {
    outcome: "YES" as const,
    knownAt: at("2024-05-16"),
    evidenceUrl: CHINA_VISIT,
    note: "State visit to Beijing and Harbin, 16 and 17 May.",
    proposedAt: now - 2 * DAY,
  };
  const past = resolvedQuestions.map((question) =>
    question.id === "putin-china-2024" ? { ...question, proposed: waiting } : question,
  );
  return [...past, ...openQuestions(now)];
}

const CHINA_VISIT = "https://newsonair.gov.in/xi-putin-sign-issue-joint-statement-on-deepening-china-russia-ties";

export const ENERGY_QUESTION = (now: number) => ({
  id: "ttf-50",
  scenario: "price",
  role: "headline" as const,
  title: "Will the front-month price at the Dutch hub settle above 50 € in the coming winter?",
  criteria: "Yes if any daily settlement is above 50.00 € per megawatt-hour before the close.",
  source: "The exchange's settlement prices",
  opensAt: now - 40 * DAY,
  closesAt: now + 120 * DAY,
  tags: ["gas"],
});

import { logOdds, probabilityOfLogOdds } from "#core/aggregation/methods";
import { formatInstant } from "#core/instant";
import { type Random, randomIndex, randomNormal, seededRandom } from "#core/math/random";
import type { DemoQuestion } from "#prisma/demo/question";
import { ROUNDS_FROM } from "#prisma/demo/rounds";

const DAY = 86_400_000;
/** The same demonstration every time; only the clocks of open questions move with the day. */
const SEED = 20_230_925;

/** What a simulated forecaster is like, in log-odds: how noisy, how far off, how bold, and how often they look again. */
const PEOPLE = [
  { id: "lead", noise: 0.45, bias: 0.05, boldness: 1.05, everyDays: 40 },
  { id: "analyst1", noise: 0.3, bias: 0, boldness: 1.1, everyDays: 25 },
  { id: "analyst2", noise: 0.5, bias: 0.15, boldness: 1.3, everyDays: 35 },
  { id: "analyst3", noise: 0.7, bias: -0.1, boldness: 0.8, everyDays: 45 },
  { id: "analyst4", noise: 0.9, bias: 0.35, boldness: 1.5, everyDays: 30 },
  { id: "analyst5", noise: 0.6, bias: -0.3, boldness: 0.7, everyDays: 60 },
  { id: "analyst6", noise: 1.1, bias: 0, boldness: 1, everyDays: 55 },
] as const;

/** What waits on the desk of the first analyst: questions they have not answered, and one that they have let lie. */
const UNANSWERED: Readonly<Record<string, readonly string[]>> = {
  analyst1: ["ministers", "designation"],
  analyst3: ["plant"],
  analyst6: ["satellite", "ministers"],
  lead: ["china-signs"],
};
const LEFT_LYING = ["joint-drill", "china-signs"];

/**
 * Simulated logs of a question, in the shape of a world file: everybody starts near what a careful reader would have said
 * at the opening and moves towards where the matter tends, each in their own way.
 */
export function simulatedForecasts(question: DemoQuestion, now: number) {
  if (question.draft) return [];
  const random = seededRandom(SEED + hash(question.id));
  const fromRounds = now - (ROUNDS_FROM[question.id] ?? 0) * DAY;
  const known = question.verdict?.knownAt ?? question.proposed?.knownAt ?? question.closesAt;
  const end = Math.min(known, fromRounds) - DAY / 4;
  return PEOPLE.filter(({ id }) => !UNANSWERED[id]?.includes(question.id)).flatMap((person) => {
    const lies = person.id === "analyst1" && LEFT_LYING.includes(question.id);
    const times = instants(random, question.opensAt, lies ? question.opensAt + 20 * DAY : end, person.everyDays);
    return times.map((at, i) => {
      const progress = (at - question.opensAt) / Math.max(DAY, end - question.opensAt);
      const start = 0.4 * logOdds(question.drift) + person.bias;
      const goal = person.boldness * logOdds(question.drift) + person.bias;
      const view = start + progress * (goal - start) + person.noise * randomNormal(random);
      const probability = Math.min(0.99, Math.max(0.01, Math.round(100 * probabilityOfLogOdds(view)) / 100));
      const reason = i === 0 ? undefined : REASONS[randomIndex(random, 3 * REASONS.length)];
      return {
        question: question.id,
        person: person.id,
        madeAt: formatInstant(Math.round(at)),
        kind: "forecast" as const,
        probability,
        reason,
      };
    });
  });
}

/** The first within a tenth of the time or ten days, then about every so many days until the end. */
function instants(random: Random, start: number, end: number, everyDays: number): number[] {
  const times: number[] = [];
  let at = start + random() * Math.min(10 * DAY, (end - start) / 10);
  while (at < end) {
    times.push(at);
    at += everyDays * DAY * (0.4 + 1.2 * random());
  }
  return times;
}

const REASONS = [
  "Simulated: moved after the week's reports.",
  "Simulated: the deadline is closer and nothing has happened.",
  "Simulated: nearer to the base rate.",
  "Simulated: read the discussion.",
] as const;

/** FNV-1a, so that a question's simulation does not depend on the others. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0) % 1_000_000_000;
}

/** A question of the demonstration, with what the simulation needs to know of it. */
export interface DemoQuestion {
  id: string;
  scenario: string;
  role: "headline" | "indicator" | "conditional";
  /** With "conditional": the scenario whose headline question is the condition. */
  given?: string;
  title: string;
  criteria: string;
  source: string;
  baseRate?: string;
  opensAt: number;
  closesAt: number;
  revealAt?: number;
  reveal?: "after_forecast";
  draft?: boolean;
  tags: string[];
  /** Where simulated forecasts tend to: a probability that people approach as time goes on. */
  drift: number;
  /** The verdict in force. */
  verdict?: Verdict;
  /** A verdict that waits for a second person. */
  proposed?: Verdict;
}

interface Verdict {
  outcome: "YES" | "NO";
  knownAt: number;
  evidenceUrl: string;
  note: string;
  /** When it was proposed; confirmed a day later. */
  proposedAt: number;
  /** What was in force before, where this corrects it. */
  first?: Omit<Verdict, "first">;
}

export const DAY = 86_400_000;
/** The first instant of a day, in UTC. */
export const at = (date: string) => Date.parse(`${date}T00:00:00Z`);

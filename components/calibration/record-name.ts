import { counted } from "#components/ui/format";
import type { CrowdMethod, TakenAt, Who } from "#core/calibration/choice";

export interface NamedPerson {
  readonly memberId: string;
  readonly name: string;
  readonly own: boolean;
}

export const CROWD_NAME: Readonly<Record<CrowdMethod, string>> = {
  median: "The crowd’s median",
  mean: "The crowd’s mean",
  geometric_mean_of_odds: "The crowd’s mean of odds",
};

/** Whose record it is, as a heading or a legend says it. */
export function recordName(who: Who, people: readonly NamedPerson[]): string {
  switch (who.kind) {
    case "everybody":
      return "Everybody";
    case "crowd":
      return CROWD_NAME[who.method];
    case "person": {
      const person = people.find(({ memberId }) => memberId === who.memberId);
      return person?.own ? `${person.name} (you)` : (person?.name ?? "Somebody");
    }
  }
}

/** A record's name inside a sentence: a person keeps their capital. */
export function inSentence(name: string): string {
  return /^(The crowd|Everybody)/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

/** When forecasts are taken: "Halfway to the close". */
export function takenInWords(taken: TakenAt): string {
  if (taken === null) return "All the time held";
  return taken.kind === "halfway" ? "Halfway to the close" : `${counted(taken.days, "day", "days")} before the close`;
}

/** The same inside a sentence about what was held. */
export function takenInSentence(taken: TakenAt): string {
  if (taken === null) return "at all times, each forecast counted by its share of the question’s time";
  return taken.kind === "halfway"
    ? "halfway to the scheduled close"
    : `${counted(taken.days, "day", "days")} before the scheduled close`;
}

import { type Person, revealedLog } from "#core/forecast-view";
import type { Actor } from "#core/permissions";
import { forecastViews, type ShownQuestion } from "#server/forecasts/forecast-queries";
import { verdictScores, verdictsOn } from "#server/resolution/verdict-scores";

/** What a correction did to one person: peer points under the version before it and under itself; null for no score. */
export interface ScoreChange extends Person {
  own: boolean;
  before: number | null;
  after: number | null;
}

export interface ScoreChanges {
  /** By the id of each resolution version that followed another. */
  byVersion: ReadonlyMap<string, ScoreChange[]>;
  /** Whether there are changes that the reader may not see: the question is open again and its forecasts are hidden. */
  hidden: boolean;
}

/**
 * What each correction of a question changed, for everyone whom it affected: worked out from the log by the rules in use
 * now, under the one version and the other. Nothing of it is stored.
 */
export async function scoreChanges(actor: Actor, question: ShownQuestion): Promise<ScoreChanges> {
  const { clocks, versions } = await verdictsOn(question.id);
  const none = { byVersion: new Map(), hidden: false };
  if (versions.length < 2) return none;
  const view = (await forecastViews(actor, [question])).get(question.id);
  const log = view && revealedLog(view);
  if (!log) return { ...none, hidden: true };
  const given = versions.map((version) => verdictScores(clocks, log, version));
  const byVersion = new Map(
    versions.slice(1).map(({ resolutionId }, at) => {
      const [before, after] = [given[at], given[at + 1]];
      const changed = view.whoHasForecast.flatMap((person): ScoreChange[] => {
        const points = {
          before: before?.get(person.memberId)?.peer ?? null,
          after: after?.get(person.memberId)?.peer ?? null,
        };
        if (points.before === points.after) return [];
        const own = actor.memberships.some(({ memberId }) => memberId === person.memberId);
        return [{ ...person, own, ...points }];
      });
      return [resolutionId, changed] as const;
    }),
  );
  return { byVersion, hidden: false };
}

import { formatInstant } from "#core/instant";
import { boundedProbability } from "#core/world-check";
import { recordedOf, type WorldAsked, type WorldRecorded } from "#core/world-forecast";
import type { ReadForecast, ReadWorld } from "#core/world-read";
import type { ForecastStage } from "#server/exchange/forecast-stage";
import type { Step } from "#server/exchange/insert-world";
import type { SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { WorldRows } from "#server/exchange/world-rows/tables";
import { cdfHash } from "#server/forecasts/cdf-hash";
import { journalCopy } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { type CopySession, copyLine } from "#server/platform/copy-session";
import { hexOf } from "#server/platform/insert-rows";
import { uuid7 } from "#server/platform/uuid";

const FORECAST = [
  "id",
  "teamId",
  "questionId",
  "questionVersionId",
  "memberId",
  "kind",
  "probabilities",
  "quantileLevels",
  "quantileValues",
  "cdf",
  "sequence",
  "madeAt",
  "reason",
  "reasonSalt",
  "origin",
  "stated",
];
const HEAD = ["teamId", "questionId", "memberId", "sequence"];

/** Past this many the planner's idea of the tables is renewed before they are read again. */
const MANY = 10_000;

/**
 * Writes the staged forecasts, their heads and their journal entries: person by person, each log in its order, a page at
 * a time.
 *
 * @returns how many forecasts each question got, by row id
 */
export async function insertForecasts(
  session: CopySession,
  settled: SettledWorld,
  { read, rows, stage }: { read: ReadWorld; rows: WorldRows; stage: ForecastStage },
  step: Step,
): Promise<Map<string, number>> {
  const asked = read.questionIds.map((id) => rows.asked.get(id));
  const members = read.personIds.map((id) => settled.members.get(id));
  const { teamId, origin } = settled;
  const logged = new Map<string, number>();
  const log = new OpenLog();
  let done = 0;
  // While PostgreSQL takes one page, the next is made ready.
  let writing: Promise<void> = Promise.resolve();
  const write = async (forecasts: string, heads: string, entries: Parameters<typeof journalCopy>[1]) => {
    await session.copy("Forecast", FORECAST, forecasts);
    await session.copy("ForecastHead", HEAD, heads);
    await journalCopy(session, entries);
  };
  for await (const page of stage.logs()) {
    let forecasts = "";
    let heads = "";
    const entries: Parameters<typeof journalCopy>[1][number][] = [];
    for (const forecast of page) {
      const question = asked[forecast.question];
      const memberId = members[forecast.person];
      if (!question || !memberId)
        throw new RangeError(`forecast ${forecast.n} must name a question and a person of the world: check it first`);
      const ended = log.turnTo(forecast);
      if (ended) heads += copyLine([teamId, ...headOf(ended, asked, members)]);
      const { probabilities, quantiles, cdf, list, stated } = log.append(forecast, question.asked);
      const { sequence } = log;
      const { id: questionId, versionIds } = question;
      const versionId = versionIds[list] ?? null;
      const levels = quantiles.map(({ level }) => level);
      const values = quantiles.map(({ value }) => value);
      logged.set(questionId, (logged.get(questionId) ?? 0) + 1);
      const id = uuid7();
      const kind = forecast.kind.toUpperCase();
      const madeAt = formatInstant(forecast.madeAt);
      const { reason } = forecast;
      const salt = reason === null ? null : newSalt();
      forecasts += copyLine([
        id,
        teamId,
        questionId,
        versionId,
        memberId,
        kind,
        `{${probabilities.join(",")}}`,
        `{${levels.join(",")}}`,
        `{${values.join(",")}}`,
        `{${cdf.join(",")}}`,
        sequence,
        madeAt,
        reason,
        salt && hexOf(salt),
        origin,
        `{${stated.join(",")}}`,
      ]);
      entries.push({
        teamId,
        kind: "forecast",
        recordId: id,
        topicId: questionId,
        body: {
          forecast: id,
          question: questionId,
          version: versionId,
          member: memberId,
          kind,
          probabilities: [...probabilities],
          ...(cdf.length > 0 ? { levels, values, cdf: cdfHash(cdf) } : {}),
          sequence,
          madeAt,
          reason: reason !== null && salt !== null ? textHash(salt, reason) : null,
          origin,
        },
      });
    }
    await writing;
    writing = write(forecasts, heads, entries);
    writing.catch(() => {}); // heard when it is waited for
    done += page.length;
    await step("Writing forecasts", done / Math.max(1, stage.count));
  }
  await writing;
  const last = log.end();
  if (last) await session.copy("ForecastHead", HEAD, copyLine([teamId, ...headOf(last, asked, members)]));
  if (done > MANY) await session.tx.$executeRaw`ANALYZE "Forecast"`;
  return logged;
}

interface EndedLog {
  question: number;
  person: number;
  sequence: number;
}

function headOf(
  { question, person, sequence }: EndedLog,
  asked: readonly ({ id: string } | undefined)[],
  members: readonly (string | undefined)[],
) {
  return [asked[question]?.id ?? null, members[person] ?? null, sequence];
}

/** The log of one person on one question while it is written. */
class OpenLog {
  sequence = 0;
  #question = -1;
  #person = -1;
  #held: WorldRecorded | null = null;

  /** Begins the forecast's log unless it is open. @returns the log that this ends */
  turnTo({ question, person }: ReadForecast): EndedLog | null {
    if (question === this.#question && person === this.#person) return null;
    const ended = this.end();
    this.#question = question;
    this.#person = person;
    return ended;
  }

  end(): EndedLog | null {
    const ended =
      this.sequence > 0 ? { question: this.#question, person: this.#person, sequence: this.sequence } : null;
    this.sequence = 0;
    this.#held = null;
    return ended;
  }

  /** What is recorded of an event, and what it said where that differs. A reaffirmation answers the wording that it repeats. */
  append(forecast: ReadForecast, asked: WorldAsked): WorldRecorded {
    this.sequence += 1;
    switch (forecast.kind) {
      case "withdrawal":
        this.#held = null;
        return NOTHING;
      case "reaffirmation":
        return this.#held === null ? NOTHING : { ...this.#held, stated: [] };
      case "forecast": {
        this.#held = asked.spec.type === "binary" ? ofProbability(forecast) : ofTyped(forecast, asked);
        return this.#held;
      }
    }
  }
}

const NOTHING: WorldRecorded = { probabilities: [], quantiles: [], cdf: [], list: 0, stated: [] };

function ofProbability({ probability, stated }: ReadForecast): WorldRecorded {
  const value = probability ?? Number.NaN;
  const bounded = boundedProbability(value);
  const original = stated ?? value;
  return { ...NOTHING, probabilities: [bounded], stated: original === bounded ? [] : [original] };
}

function ofTyped({ n, worded }: ReadForecast, asked: WorldAsked): WorldRecorded {
  const { recorded } = recordedOf(worded ?? {}, asked);
  if (!recorded) throw new RangeError(`forecast ${n} must state what its question asks: check it first`);
  return recorded;
}

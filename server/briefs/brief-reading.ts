import { z } from "zod";
import { likelyPlaces } from "#core/anchor-likely";
import type { PassageKind } from "#core/brief/brief";
import { binaryNumbers, type Glance, glanceOf } from "#core/glance";
import type { OutcomeKind } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import type { QuestionState } from "#core/resolution";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { questionDetails } from "#server/questions/question-queries";
import { type CitedIn, citedIn } from "#server/rationales/cited-in";

export interface ReadingPassage {
  /** ¶ number; null for a heading. */
  number: number | null;
  kind: PassageKind;
  text: string;
  /** Where it begins in the version's canonical text. */
  start: number;
}

export interface ReadingScenario {
  id: string;
  /** 1, 2, … within the brief. */
  number: number;
  statement: string;
  archived: boolean;
  /** Its quotes in this version, in the order of the text. */
  anchors: { start: number; end: number }[];
  /** Its headline question, as the reader may see it. */
  question: {
    id: string;
    state: QuestionState;
    /** What is confirmed, else what is proposed. */
    verdict: { outcome: OutcomeKind; said: string } | null;
    singleHanded: boolean;
    closesAt: Date;
    own: number | null;
    crowd: { median: number; low: number; high: number } | null;
    /** In place of these two where the answer is not yes or no. */
    glance: Glance | null;
    forecasters: number;
  } | null;
}

/** A brief as its reading view shows it. */
export interface BriefReading {
  /** Before anything was loaded: live events since then are news to the page. */
  loadedAt: number;
  id: string;
  teamId: string;
  version: {
    id: string;
    number: number;
    title: string;
    author: string | null;
    publisher: string | null;
    publishedOn: string | null;
    authorNote: string | null;
    language: string;
    text: string;
    savedAt: Date;
    savedBy: string | null;
  };
  /** Every version, newest first. */
  versions: { number: number; savedAt: Date; savedBy: string | null; reason: string | null }[];
  /** Quotes in force whose words this version does not have, with where they may now stand; none in an older version. */
  orphans: {
    id: string;
    scenario: { id: string; number: number };
    exact: string;
    likely: { start: number; end: number }[];
  }[];
  passages: ReadingPassage[];
  sources: {
    number: number;
    title: string | null;
    outlet: string | null;
    url: string | null;
    accessedOn: string | null;
    text: string;
  }[];
  cuts: { id: number; text: string; reason: string }[];
  scenarios: ReadingScenario[];
  may: { write: boolean; forecast: boolean; cite: boolean };
  /** The rationales that cite it. */
  citedIn: CitedIn;
}

const KIND = { PARAGRAPH: "paragraph", HEADING: "heading", QUOTE: "quote", LIST_ITEM: "list_item" } as const;
const Cuts = z.array(z.looseObject({ text: z.string(), reason: z.string() })).catch([]);

/**
 * A version of a brief with its scenarios. An older one is read as it was, with the quotes that it had, and takes none.
 *
 * @param number of the version; null for the newest
 * @throws NOT_FOUND for a brief that the actor may not read, or a version that it does not have
 */
export async function briefReading(actor: Actor, id: string, number: number | null = null): Promise<BriefReading> {
  const loadedAt = Date.now();
  const brief = await db.brief.findFirst({
    where: { AND: [visibleTo(actor), { id: pageId(id) }] },
    select: {
      id: true,
      teamId: true,
      versions: {
        orderBy: { number: "desc" },
        select: { id: true, number: true, createdAt: true, reason: true, createdBy: { select: { name: true } } },
      },
      scenarios: { orderBy: { number: "asc" }, select: { id: true, number: true, statement: true, archivedAt: true } },
    },
  });
  const [newest] = brief?.versions ?? [];
  const asked = number === null ? newest : brief?.versions.find((one) => one.number === number);
  if (!brief || !newest || !asked || !can(actor, "brief.read", { teamId: brief.teamId })) throw notFound();
  const version = await db.briefVersion.findUniqueOrThrow({ where: { id: asked.id }, include: VERSION });
  const current = asked.id === newest.id;
  const standing = version.anchors.filter(({ carriedOn }) => carriedOn?.briefVersionId !== version.id);
  const anchored = standing.filter(({ state }) => state === "ANCHORED");
  const questions = await headlines(actor, brief.id);
  return {
    loadedAt,
    id: brief.id,
    teamId: brief.teamId,
    version: {
      id: version.id,
      number: version.number,
      title: version.title,
      author: version.author,
      publisher: version.publisher,
      publishedOn: dayOf(version.publishedOn),
      authorNote: version.authorNote,
      language: version.language,
      text: version.text,
      savedAt: version.createdAt,
      savedBy: version.createdBy?.name ?? null,
    },
    passages: version.passages.map((passage) => ({ ...passage, kind: KIND[passage.kind] })),
    sources: version.sources.map(({ number, title, outlet, url, accessedOn, text }) => ({
      number,
      title,
      outlet,
      url,
      text,
      accessedOn: dayOf(accessedOn),
    })),
    cuts: Cuts.parse(version.cuts).map(({ text, reason }, id) => ({ id, text, reason })),
    scenarios: brief.scenarios.map(({ archivedAt, ...scenario }) => ({
      ...scenario,
      archived: archivedAt !== null,
      anchors: anchored
        .filter(({ scenarioId }) => scenarioId === scenario.id)
        .map(({ start, end }) => ({ start, end })),
      question: questions.get(scenario.id) ?? null,
    })),
    versions: brief.versions.map(({ number: one, createdAt, reason, createdBy }) => ({
      number: one,
      savedAt: createdAt,
      savedBy: createdBy?.name ?? null,
      reason,
    })),
    orphans: current ? orphansIn(version.text, standing, brief.scenarios) : [],
    may: {
      write: current && can(actor, "scenario.write", { teamId: brief.teamId }),
      forecast: can(actor, "forecast.submit", { teamId: brief.teamId }),
      cite: current && can(actor, "rationale.edit", { teamId: brief.teamId }),
    },
    citedIn: can(actor, "rationale.read", { teamId: brief.teamId })
      ? await citedIn(brief.id, version)
      : { passages: new Map(), notes: new Map() },
  };
}

const VERSION = {
  createdBy: { select: { name: true } },
  passages: { orderBy: { position: "asc" }, select: { number: true, kind: true, text: true, start: true } },
  sources: { orderBy: { number: "asc" } },
  anchors: {
    orderBy: { start: "asc" },
    select: {
      id: true,
      scenarioId: true,
      state: true,
      exact: true,
      start: true,
      end: true,
      carriedOn: { select: { briefVersionId: true } },
    },
  },
} as const;

type Standing = { id: string; scenarioId: string; state: "ANCHORED" | "ORPHANED"; exact: string };

function orphansIn(
  text: string,
  standing: readonly Standing[],
  scenarios: readonly { id: string; number: number; archivedAt: Date | null }[],
): BriefReading["orphans"] {
  return standing.flatMap(({ id, scenarioId, state, exact }) => {
    const scenario = scenarios.find((one) => one.id === scenarioId && one.archivedAt === null);
    if (state !== "ORPHANED" || !scenario) return [];
    const likely = likelyPlaces(text, exact).map(({ start, end }) => ({ start, end }));
    return [{ id, scenario: { id: scenarioId, number: scenario.number }, exact, likely }];
  });
}

async function headlines(actor: Actor, briefId: string): Promise<Map<string, ReadingScenario["question"]>> {
  const details = await questionDetails(actor, { scenario: { briefId }, role: "HEADLINE", state: { not: "VOID" } });
  return new Map(
    details.map(({ id, scenarioId, state, closesAt, forecasts, resolution, proposal }) => {
      const numbers = binaryNumbers(forecasts);
      const verdict = resolution ?? proposal;
      return [
        scenarioId,
        {
          id,
          state,
          verdict: verdict && { outcome: verdict.outcome, said: verdict.said },
          singleHanded: resolution?.singleHanded ?? false,
          closesAt,
          own: numbers.own,
          crowd: numbers.crowd,
          glance: glanceOf(forecasts),
          forecasters: forecasts.whoHasForecast.length,
        },
      ];
    }),
  );
}

function dayOf(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}

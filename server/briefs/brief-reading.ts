import { z } from "zod";
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

/** The latest version of a brief with its scenarios. @throws NOT_FOUND for a brief that the actor may not read */
export async function briefReading(actor: Actor, id: string): Promise<BriefReading> {
  const loadedAt = Date.now();
  const brief = await db.brief.findFirst({
    where: { AND: [visibleTo(actor), { id: pageId(id) }] },
    select: {
      id: true,
      teamId: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        include: {
          createdBy: { select: { name: true } },
          passages: { orderBy: { position: "asc" }, select: { number: true, kind: true, text: true, start: true } },
          sources: { orderBy: { number: "asc" } },
          anchors: {
            where: { state: "ANCHORED" },
            orderBy: { start: "asc" },
            select: { scenarioId: true, start: true, end: true },
          },
        },
      },
      scenarios: { orderBy: { number: "asc" }, select: { id: true, number: true, statement: true, archivedAt: true } },
    },
  });
  const version = brief?.versions[0];
  if (!brief || !version || !can(actor, "brief.read", { teamId: brief.teamId })) throw notFound();
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
      anchors: version.anchors
        .filter(({ scenarioId }) => scenarioId === scenario.id)
        .map(({ start, end }) => ({ start, end })),
      question: questions.get(scenario.id) ?? null,
    })),
    may: {
      write: can(actor, "scenario.write", { teamId: brief.teamId }),
      forecast: can(actor, "forecast.submit", { teamId: brief.teamId }),
      cite: can(actor, "rationale.edit", { teamId: brief.teamId }),
    },
    citedIn: can(actor, "rationale.read", { teamId: brief.teamId })
      ? await citedIn(brief.id, version)
      : { passages: new Map(), notes: new Map() },
  };
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

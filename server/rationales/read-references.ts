import type { Instant } from "#core/clock";
import { binaryNumbers } from "#core/glance";
import { type Actor, can } from "#core/permissions";
import {
  type ChipReading,
  type Citation,
  type CitedWords,
  citationKey,
  type ReadReferences,
  type References,
} from "#core/rationale-references";
import { db } from "#server/platform/db";
import { questionDetails } from "#server/questions/question-queries";

/**
 * What a text's references say to one reader, with the reader's rights now. Only what belongs to the text's own team is
 * looked up: a reference written into the document by hand leads nowhere else. Three queries, however many references.
 *
 * @param at chips say the numbers of then; null for now
 */
export async function readReferences(
  actor: Actor,
  teamId: string,
  references: References,
  at: Instant | null = null,
): Promise<ReadReferences> {
  if (!can(actor, "rationale.read", { teamId })) {
    return { citations: new Map(), members: new Map(), questions: new Map() };
  }
  const [citations, members, questions] = await Promise.all([
    readCitations(teamId, references.citations),
    readMembers(teamId, references.members),
    readChips(actor, teamId, references.questions, at),
  ]);
  return { citations, members, questions };
}

async function readCitations(teamId: string, cited: readonly Citation[]): Promise<Map<string, CitedWords>> {
  if (cited.length === 0) return new Map();
  const ids = [...new Set(cited.map(({ version }) => version))];
  const found = await db.briefVersion.findMany({
    where: { teamId, id: { in: ids } },
    select: {
      id: true,
      briefId: true,
      number: true,
      title: true,
      brief: { select: { versions: { orderBy: { number: "desc" }, take: 1, select: { number: true } } } },
      text: true,
      passages: { orderBy: { position: "asc" }, select: { number: true, start: true } },
      sources: { select: { number: true, text: true, url: true } },
    },
  });
  const versions = new Map(found.map((version) => [version.id, version]));
  return new Map(
    cited.flatMap((citation): [string, CitedWords][] => {
      const version = versions.get(citation.version);
      if (!version) return [];
      const newest = version.brief.versions[0]?.number ?? version.number;
      const older = newest > version.number;
      const brief = { brief: version.title, newer: older ? { cited: version.number, newest } : null };
      const page = `/briefs/${version.briefId}${older ? `?version=${version.number}` : ""}`;
      if (citation.kind === "source") {
        const source = version.sources.find(({ number }) => number === citation.source);
        if (!source) return [];
        const href = `${page}#note-${source.number}`;
        const words = { ...brief, mark: `note ${source.number}`, text: source.text, href, url: source.url };
        return [[citationKey(citation), words]];
      }
      // The words of the brief itself, whatever the document claims they are.
      const text = version.text.slice(citation.start, citation.end);
      if (text === "") return [];
      const number = version.passages.findLast(({ start }) => start <= citation.start)?.number ?? null;
      const href = `${page}${number === null ? "" : `#p${number}`}`;
      const mark = number === null ? "heading" : `¶${number}`;
      return [[citationKey(citation), { ...brief, mark, text, href, url: null }]];
    }),
  );
}

async function readMembers(teamId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const members = await db.member.findMany({
    where: { teamId, id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(members.map(({ id, name }) => [id, name]));
}

async function readChips(
  actor: Actor,
  teamId: string,
  ids: readonly string[],
  at: Instant | null,
): Promise<Map<string, ChipReading>> {
  if (ids.length === 0) return new Map();
  const questions = await questionDetails(actor, { teamId, id: { in: [...ids] } }, at);
  return new Map(
    questions.map(({ id, version, forecasts }) => [
      id,
      {
        title: version.title,
        href: `/questions/${id}`,
        crowd: binaryNumbers(forecasts).crowd?.median ?? null,
        hidden: forecasts.revealed === null,
      },
    ]),
  );
}

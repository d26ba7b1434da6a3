import { type Actor, can } from "#core/permissions";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";

/** What a new version of a brief begins from. */
export interface BriefToRevise {
  id: string;
  teamId: string;
  title: string;
  author: string;
  publisher: string;
  language: string;
  /** Of the version in force. */
  number: number;
  mayWrite: boolean;
}

/** @throws NOT_FOUND for a brief that the actor may not read */
export async function briefToRevise(actor: Actor, id: string): Promise<BriefToRevise> {
  const brief = await db.brief.findFirst({
    where: { AND: [visibleTo(actor), { id: pageId(id) }] },
    select: {
      id: true,
      teamId: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { number: true, title: true, author: true, publisher: true, language: true },
      },
    },
  });
  const version = brief?.versions[0];
  if (!brief || !version || !can(actor, "brief.read", { teamId: brief.teamId })) throw notFound();
  const { author, publisher, ...rest } = version;
  const { id: briefId, teamId } = brief;
  const mayWrite = can(actor, "brief.write", { teamId });
  return { id: briefId, teamId, ...rest, author: author ?? "", publisher: publisher ?? "", mayWrite };
}

/** Two versions of a brief, to be laid side by side. */
export interface ComparedVersions {
  id: string;
  title: string;
  from: ComparedVersion;
  to: ComparedVersion;
  numbers: number[];
}

interface ComparedVersion {
  number: number;
  savedAt: Date;
  passages: string[];
}

/**
 * @param from and `to` numbers of versions
 * @throws NOT_FOUND for a brief that the actor may not read, or a version that it does not have
 */
export async function comparedVersions(
  actor: Actor,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<ComparedVersions> {
  const brief = await db.brief.findFirst({
    where: { AND: [visibleTo(actor), { id: pageId(id) }] },
    select: {
      id: true,
      teamId: true,
      versions: {
        orderBy: { number: "asc" },
        select: {
          number: true,
          title: true,
          createdAt: true,
          passages: { orderBy: { position: "asc" }, select: { text: true } },
        },
      },
    },
  });
  if (!brief || !can(actor, "brief.read", { teamId: brief.teamId })) throw notFound();
  const of = (number: number): ComparedVersion => {
    const version = brief.versions.find((one) => one.number === number);
    if (!version) throw notFound();
    return { number, savedAt: version.createdAt, passages: version.passages.map(({ text }) => text) };
  };
  const title = brief.versions.at(-1)?.title ?? "";
  const numbers = brief.versions.map(({ number }) => number);
  return { id: brief.id, title, from: of(from), to: of(to), numbers };
}

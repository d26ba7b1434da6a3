import { canonicalText, type ParsedBrief, passageStarts } from "#core/brief/brief";
import type { Prisma } from "#prisma/client/client";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";

interface VersionOf {
  teamId: string;
  briefId: string;
  number: number;
  createdById: string;
  /** What changed, in the words of whoever saved it; null for the first. */
  reason: string | null;
}

/** Writes one immutable version of a brief with its passages, notes and journal row, inside the caller's transaction. */
export async function writeBriefVersion(
  tx: Prisma.TransactionClient,
  of: VersionOf,
  brief: ParsedBrief & { title: string },
): Promise<{ id: string; text: string }> {
  const { teamId, briefId, number } = of;
  const { title, author, publisher, publishedOn, authorNote, language, passages, sources } = brief;
  const text = canonicalText(passages);
  const cuts = brief.cuts.map(({ text: words, reason, where }) => ({
    text: words,
    reason,
    after: where.beforePassage,
  }));
  const version = await tx.briefVersion.create({
    data: { ...of, title, author, publisher, authorNote, language, text, cuts, publishedOn: dayOf(publishedOn) },
    select: { id: true },
  });
  const starts = passageStarts(passages);
  let paragraphs = 0;
  await tx.passage.createMany({
    data: passages.map(({ kind, text: words }, position) => ({
      teamId,
      briefVersionId: version.id,
      position,
      number: kind === "heading" ? null : ++paragraphs,
      kind: KIND[kind],
      text: words,
      start: starts[position] ?? 0,
    })),
  });
  await tx.briefSource.createMany({
    data: sources.map(({ accessedOn, ...source }) => ({
      ...source,
      teamId,
      briefVersionId: version.id,
      accessedOn: dayOf(accessedOn),
    })),
  });
  const salt = newSalt();
  await journal(tx, {
    teamId,
    kind: "brief.version",
    recordId: version.id,
    topicId: briefId,
    body: {
      brief: briefId,
      version: version.id,
      number,
      text: textHash(
        salt,
        JSON.stringify([title, author, publisher, text, ...(of.reason === null ? [] : [of.reason])]),
      ),
      textSalt: salt.toString("hex"),
    },
  });
  return { id: version.id, text };
}

const KIND = { paragraph: "PARAGRAPH", heading: "HEADING", quote: "QUOTE", list_item: "LIST_ITEM" } as const;

function dayOf(date: string | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}

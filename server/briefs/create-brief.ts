import { z } from "zod";
import { canonicalText, type ParsedBrief, passageStarts } from "#core/brief/brief";
import { applyDecisions, DECISIONS } from "#core/brief/decisions";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { readUpload, upload } from "#server/briefs/read-upload";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`);

/** The text again, what was decided about its blocks, and the fields as the person left them. */
export const newBriefInput = z.object({
  upload,
  digest: z.string().length(64),
  decisions: z.record(z.string().regex(/^\d+$/), z.enum(DECISIONS)),
  title: line(300).min(1, "A brief needs a title."),
  author: line(200),
  publisher: line(200),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "A language is a code such as en, tr or ru."),
});
export type NewBrief = z.infer<typeof newBriefInput>;

/** Saves a checked text as version 1 of a new brief. The text is read again here: only decisions come from the browser. */
export async function createBrief(
  { actor, teamId }: { actor: Actor; teamId: string },
  input: NewBrief,
): Promise<{ briefId: string }> {
  const { draft, digest } = readUpload(input.upload);
  if (digest !== input.digest)
    throw new AppError(
      "CONFLICT",
      "This text now reads differently from what you checked. Check it again, then save.",
      "text",
    );
  const decisions = Object.fromEntries(Object.entries(input.decisions).map(([id, decision]) => [Number(id), decision]));
  const brief = applyDecisions(draft, decisions);
  if (brief.passages.length === 0)
    throw new AppError("INVALID", "Nothing is left to save: every part is cut. Keep at least one paragraph.", "text");

  const briefId = await db.$transaction(async (tx) => {
    const { id } = await tx.brief.create({ data: { teamId }, select: { id: true } });
    await writeVersion(
      tx,
      { teamId, briefId: id, number: 1, createdById: actor.userId },
      { ...brief, ...fieldsOf(input) },
    );
    const detail = { passages: brief.passages.length, notes: brief.sources.length, cuts: brief.cuts.length };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "brief.create", subjectId: id, detail });
    return id;
  });
  pokeSealer();
  return { briefId };
}

function fieldsOf({ title, author, publisher, language }: NewBrief) {
  return { title, author: author || null, publisher: publisher || null, language };
}

/** Writes one immutable version of a brief with its passages, notes and journal row, inside the caller's transaction. */
async function writeVersion(
  tx: Prisma.TransactionClient,
  of: { teamId: string; briefId: string; number: number; createdById: string },
  brief: ParsedBrief & { title: string },
): Promise<void> {
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
      text: textHash(salt, JSON.stringify([title, author, publisher, text])),
      textSalt: salt.toString("hex"),
    },
  });
}

const KIND = { paragraph: "PARAGRAPH", heading: "HEADING", quote: "QUOTE", list_item: "LIST_ITEM" } as const;

function dayOf(date: string | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}

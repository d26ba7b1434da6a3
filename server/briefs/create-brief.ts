import { z } from "zod";
import type { ParsedBrief } from "#core/brief/brief";
import { applyDecisions, DECISIONS } from "#core/brief/decisions";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { readApart } from "#server/briefs/read-apart";
import { upload } from "#server/briefs/read-upload";
import { writeBriefVersion } from "#server/briefs/write-version";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`);

/** The text again, what was decided about its blocks, and the fields as the person left them. */
export const briefTextInput = z.object({
  upload,
  digest: z.string().length(64),
  decisions: z.record(z.string().regex(/^\d+$/), z.enum(DECISIONS)),
  title: line(300).min(1, "A brief needs a title."),
  author: line(200),
  publisher: line(200),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "A language is a code such as en, tr or ru."),
});
export type BriefText = z.infer<typeof briefTextInput>;

/** Saves a checked text as version 1 of a new brief. The text is read again here: only decisions come from the browser. */
export async function createBrief(
  { actor, teamId }: { actor: Actor; teamId: string },
  input: BriefText,
): Promise<{ briefId: string }> {
  const brief = await readDecided(input);
  const briefId = await db.$transaction(async (tx) => {
    const { id } = await tx.brief.create({ data: { teamId }, select: { id: true } });
    await writeBriefVersion(tx, { teamId, briefId: id, number: 1, createdById: actor.userId, reason: null }, brief);
    const detail = { passages: brief.passages.length, notes: brief.sources.length, cuts: brief.cuts.length };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "brief.create", subjectId: id, detail });
    return id;
  });
  pokeSealer();
  return { briefId };
}

/**
 * Reads a text again by what was decided about it, with the fields as the person left them.
 *
 * @throws {AppError} CONFLICT where it reads otherwise than what was checked; INVALID where nothing is left of it
 */
export async function readDecided(input: BriefText): Promise<ParsedBrief & { title: string }> {
  const { draft, digest } = await readApart(input.upload);
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
  const { title, author, publisher, language } = input;
  return { ...brief, title, author: author || null, publisher: publisher || null, language };
}

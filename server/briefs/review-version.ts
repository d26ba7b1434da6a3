import type { z } from "zod";
import { type Fate, reviewAnchors } from "#core/anchor-review";
import { canonicalText, type PassageKind, passageStarts } from "#core/brief/brief";
import { briefTextInput, readDecided } from "#server/briefs/create-brief";
import { standingAnchors } from "#server/briefs/standing-anchors";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export const reviewInput = briefTextInput;

export interface VersionReview {
  /** Number of the version that the new one would follow. */
  base: number;
  text: string;
  passages: { number: number | null; kind: PassageKind; text: string; start: number }[];
  anchors: {
    id: string;
    scenario: { id: string; number: number; statement: string };
    fate: Fate;
    /** The words as they stand in the version before. */
    exact: string;
    /** ¶ number there; null for an orphan or a heading. */
    was: number | null;
    span: { start: number; end: number } | null;
    likely: { start: number; end: number }[];
  }[];
}

/** What would become of every quote of a brief's scenarios if this text were its next version. Stores nothing. */
export async function reviewVersion(
  { brief }: { brief: { id: string } },
  input: z.infer<typeof reviewInput>,
): Promise<VersionReview> {
  const { passages } = await readDecided(input);
  const text = canonicalText(passages);
  const base = await db.briefVersion.findFirst({
    where: { briefId: brief.id },
    orderBy: { number: "desc" },
    select: {
      number: true,
      text: true,
      passages: { orderBy: { position: "asc" }, select: { number: true, start: true } },
    },
  });
  if (!base) throw notFound();
  const anchors = await standingAnchors(db, brief.id);
  const scenarios = await db.scenario.findMany({
    where: { briefId: brief.id },
    select: { id: true, number: true, statement: true },
  });
  const named = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const reviewed = new Map(reviewAnchors(base.text, text, anchors).map((review) => [review.id, review]));
  const starts = passageStarts(passages);
  let paragraphs = 0;
  return {
    base: base.number,
    text,
    passages: passages.map(({ kind, text: words }, i) => ({
      number: kind === "heading" ? null : ++paragraphs,
      kind,
      text: words,
      start: starts[i] ?? 0,
    })),
    anchors: anchors.flatMap(({ id, scenarioId, exact, start, orphaned }) => {
      const [scenario, review] = [named.get(scenarioId), reviewed.get(id)];
      if (!scenario || !review) return [];
      const was = orphaned ? null : (base.passages.findLast((passage) => passage.start <= start)?.number ?? null);
      const likely = review.likely.map((place) => ({ start: place.start, end: place.end }));
      return [{ id, scenario, fate: review.fate, exact, was, span: review.span, likely }];
    }),
  };
}

import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { pageId } from "#server/platform/page-id";
import { withComments } from "#server/rationales/exports/comments";
import { rationaleDocx } from "#server/rationales/exports/docx";
import { type ExportedRationale, rationaleHtml } from "#server/rationales/exports/html";
import { rationaleMarkdown } from "#server/rationales/exports/markdown";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { chainOfScenario } from "#server/scenarios/chain";

export const EXPORT_FORMATS = ["markdown", "html", "docx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  body: Uint8Array<ArrayBuffer> | string;
  /** Media type. */
  type: string;
  /** ASCII. */
  name: string;
}

/**
 * A rationale as a file, with the reader's own rights: a crowd that is hidden from them is hidden in it.
 *
 * @param address the app's own, for links back
 * @param comments whether what people say of its words follows as an appendix, as far as the reader may see it
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function exportRationale(
  actor: Actor,
  id: string,
  format: ExportFormat,
  address: string,
  { comments: withThem = false }: { comments?: boolean } = {},
): Promise<ExportedFile> {
  const scenarioId = pageId(id);
  const { teamId, number, statement: title } = await chainOfScenario(actor, scenarioId);
  const { text, references, comments } = await rationaleOf(actor, scenarioId);
  await db.$transaction((tx) =>
    recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "rationale.export",
      subjectId: scenarioId,
      detail: { format, comments: withThem },
    }),
  );
  const rationale: ExportedRationale = {
    title,
    text: withThem ? withComments(text, comments.threads) : text,
    references,
    address,
    at: new Date().toISOString(),
  };
  const name = `rationale-${number}`;
  switch (format) {
    case "markdown":
      return { body: rationaleMarkdown(rationale), type: "text/markdown; charset=utf-8", name: `${name}.md` };
    case "html":
      return { body: rationaleHtml(rationale), type: "text/html; charset=utf-8", name: `${name}.html` };
    case "docx":
      return { body: Uint8Array.from(await rationaleDocx(rationale)), type: DOCX, name: `${name}.docx` };
  }
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

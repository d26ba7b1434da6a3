import { createHash } from "node:crypto";
import { z } from "zod";
import { type BriefDraft, MAX_BRIEF_BYTES, MAX_BRIEF_PARTS } from "#core/brief/brief";
import { cleanLine } from "#core/brief/lines";
import { type Hints, readBrief } from "#core/brief/read-brief";
import { decodeText } from "#server/briefs/decode-text";
import { htmlText, isHtml } from "#server/briefs/html-text";
import { AppError } from "#server/platform/errors";

/** A pasted text, or a file as its bytes in base64. */
export const upload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("file"), name: z.string().max(255), base64: z.string() }),
]);
export type Upload = z.infer<typeof upload>;

export interface ReadUpload {
  draft: BriefDraft;
  /** Names this reading of the text: what a person checked is what is saved. */
  digest: string;
}

/**
 * Reads what a person pasted or chose into a draft to check. Nothing is stored, and no script in it is run.
 *
 * @throws {AppError} INVALID or TOO_LARGE, naming the field `text`: empty, too long, not text, in an encoding that
 *   cannot be read for sure
 */
export function readUpload(input: Upload): ReadUpload {
  const { text, hints } = textOf(input);
  refuseTooManyLines(text);
  const draft = readBrief(text, hints);
  if (draft.blocks.length > MAX_BRIEF_PARTS)
    throw new AppError(
      "TOO_LARGE",
      `This text falls into ${draft.blocks.length} parts; a brief may have ${MAX_BRIEF_PARTS}. Paste the article alone.`,
      "text",
    );
  return { draft, digest: createHash("sha256").update(JSON.stringify(draft)).digest("hex") };
}

function textOf(input: Upload): { text: string; hints: Hints } {
  const large = tooLargeToRead(input);
  if (large) throw large;
  const decoded = input.kind === "text" ? input.text : decodeText(Buffer.from(input.base64, "base64"));
  const text = decoded.toWellFormed();
  refuseUnlessText(text);
  const page =
    isHtml(text) || (input.kind === "file" && /\.html?$/i.test(input.name)) ? htmlText(text) : { text, hints: {} };
  if (cleanLine(page.text) === "") throw new AppError("INVALID", "This page holds no text to read.", "text");
  return page;
}

function refuseUnlessText(text: string): void {
  if (cleanLine(text) === "")
    throw new AppError("INVALID", "There is no text here. Paste the brief or choose a file.", "text");
  const odd = text.match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
  if (text.includes("\u0000") || odd > text.length / 200)
    throw new AppError(
      "INVALID",
      "This does not read as text. Paste the words of the brief, or choose a text file.",
      "text",
    );
  const lost = text.match(/\ufffd/gu)?.length ?? 0;
  if (lost > 2 && lost > text.length / 100)
    throw new AppError(
      "INVALID",
      "Many letters of this text were lost in copying (they show as \ufffd). Copy it again, or choose the file itself.",
      "text",
    );
}

/** A text of a million lines would fill every list that shows it: refused before it is read. */
function refuseTooManyLines(text: string): void {
  const lines = text.split("\n").length;
  // Wrapped lines make a part together and blank ones none, so the limit of parts is far below the lines of a text.
  if (lines > MAX_BRIEF_PARTS * 6)
    throw new AppError(
      "TOO_LARGE",
      `This text has ${lines} lines; that is no article. Paste the words of the brief alone.`,
      "text",
    );
}

/** The refusal of a text that is too large to be looked at, or null. */
export function tooLargeToRead(input: Upload): AppError | null {
  const size = input.kind === "text" ? Buffer.byteLength(input.text) : Math.floor((input.base64.length * 3) / 4);
  if (size <= MAX_BRIEF_BYTES) return null;
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return new AppError(
    "TOO_LARGE",
    `This text has ${megabytes} MB; a brief may have 2 MB. Paste the article alone, without its page.`,
    "text",
  );
}

import { AppError } from "#server/platform/errors";

const KINDS: readonly (readonly [magic: readonly number[], message: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Open it, copy its text and paste that."],
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a Word document or an archive. Copy its text and paste that, or save it as plain text.",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Word document. Copy its text and paste that, or save it as plain text."],
  [
    [0x7b, 0x5c, 0x72, 0x74, 0x66],
    "This is a rich text file (RTF). Copy its text and paste that, or save it as plain text.",
  ],
];
const BINARY = "This file does not hold text. Choose a plain text, Markdown or HTML file, or paste the text.";
const ALLOWED = "Save it as UTF-8 (in most editors: Save as, encoding UTF-8) or paste the text.";

/**
 * Decodes a text file: UTF-8, or UTF-16 with a byte order mark. Other encodings cannot be told from one another
 * without guessing, and a wrong guess ruins every letter, so they are refused with what to do.
 *
 * @throws {AppError} INVALID, naming the field `text`
 */
export function decodeText(bytes: Uint8Array): string {
  const refuse = (message: string) => new AppError("INVALID", message, "text");
  for (const [magic, message] of KINDS) if (magic.every((byte, i) => bytes[i] === byte)) throw refuse(message);
  const encoding = utf16Mark(bytes) ?? "utf-8";
  if (encoding === "utf-8" && bytes.includes(0)) {
    const wide = bytes.filter((byte) => byte === 0).length > bytes.length / 3;
    throw refuse(wide ? `This file seems to be UTF-16 without a byte order mark. ${ALLOWED}` : BINARY);
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError("INVALID", `This file is not UTF-8 text${likely(bytes)}. ${ALLOWED}`, "text", { cause: error });
  }
}

function utf16Mark(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** A hint for the person, never for us: which old code page the file looks like. */
function likely(bytes: Uint8Array): string {
  const high = bytes.filter((byte) => byte >= 0x80);
  const cyrillic = high.filter((byte) => byte >= 0xc0).length > high.length * 0.8 && high.length > bytes.length * 0.3;
  if (cyrillic) return "; it looks like Windows-1251 (Cyrillic)";
  const turkish = high.some((byte) => [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe].includes(byte));
  return turkish ? "; it looks like Windows-1254 (Turkish)" : "; it looks like a Windows or Latin code page";
}

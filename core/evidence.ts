/**
 * What may be kept as evidence of a resolution, decided by what a file holds and never by what it is called. Every type
 * here is one that a browser runs nothing of; a web page or an SVG picture is not among them.
 */

/** Bytes of one file. */
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;
/** Files of one proposal. */
export const MAX_EVIDENCE_FILES = 5;
/** Characters of a file's name as it is kept, extension included. */
const MAX_NAME = 120;

export const EVIDENCE_TYPES = {
  "application/pdf": { label: "PDF", extensions: ["pdf"] },
  "image/png": { label: "PNG image", extensions: ["png"] },
  "image/jpeg": { label: "JPEG image", extensions: ["jpg", "jpeg"] },
  "image/gif": { label: "GIF image", extensions: ["gif"] },
  "image/webp": { label: "WebP image", extensions: ["webp"] },
  "text/plain": { label: "Text", extensions: ["txt", "md"] },
} as const;
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

/** For the file chooser; the content decides all the same. */
export const EVIDENCE_ACCEPT = Object.values(EVIDENCE_TYPES)
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(",");

/** How each binary type begins, by the WHATWG MIME Sniffing Standard, section 6; null is any byte. */
const MAGIC: readonly (readonly [EvidenceType, readonly (number | null)[]])[] = [
  ["application/pdf", bytesOf("%PDF-")],
  ["image/png", [0x89, ...bytesOf("PNG\r\n"), 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", bytesOf("GIF87a")],
  ["image/gif", bytesOf("GIF89a")],
  ["image/webp", [...bytesOf("RIFF"), null, null, null, null, ...bytesOf("WEBPVP")]],
];

/** Control characters that no text has: all but tab, line feed, form feed and carriage return. */
const BINARY = /(?![\t\n\f\r])\p{Cc}/u;

/** Text that a browser could be talked into rendering: pages, pictures and style sheets of markup. */
const MARKUP =
  /^\s*(?:<\?xml|<!doctype|<!--|<(?:html|head|body|script|style|svg|iframe|table|div|h1|a|img|p|br|b)[\s>/])/iu;

/**
 * The type of a file by its content.
 *
 * @param bytes the whole file
 * @returns null where it is none that is kept: unknown or empty, markup, text that is not UTF-8
 */
export function evidenceType(bytes: Uint8Array): EvidenceType | null {
  const binary = MAGIC.find(([, magic]) => magic.every((byte, at) => byte === null || bytes[at] === byte));
  if (binary) return binary[0];
  const text = utf8(bytes);
  return text === null || text.trim() === "" || BINARY.test(text) || MARKUP.test(text) ? null : "text/plain";
}

/** @returns null where the bytes are not UTF-8 */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Why a file is refused, in words for the person who chose it. */
export const WRONG_TYPE =
  "Evidence is a PDF, an image (PNG, JPEG, GIF, WebP) or plain text in UTF-8, by what it holds. Print a web page or a document to PDF.";
export const TOO_LARGE = "A file of evidence may have 10 MB.";

/**
 * The name under which a file is kept and handed out: its own without folders, without characters that hide, reorder or
 * mean something to a file system, and with an extension of what it holds, so that opening it opens that and nothing else.
 */
export function evidenceName(given: string, type: EvidenceType): string {
  const last = given.toWellFormed().normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*\ufffd]/gu, "_")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  const extensions: readonly string[] = EVIDENCE_TYPES[type].extensions;
  const [, stem = clean, own = ""] = /^(.*)\.([^.]+)$/u.exec(clean) ?? [];
  const fits = extensions.includes(own.toLowerCase());
  const extension = fits ? own : (extensions[0] ?? "");
  const body = [...((fits ? stem : clean) || "evidence")].slice(0, MAX_NAME - extension.length - 1).join("");
  return `${body}.${extension}`;
}

function bytesOf(ascii: string): number[] {
  return Array.from(ascii, (letter) => letter.charCodeAt(0));
}

import { MAX_BRIEF_BYTES } from "#core/brief/brief";

/** What goes to the server to be read: words, or a file's bytes. */
export type Upload = { kind: "text"; text: string } | { kind: "file"; name: string; base64: string };

/** What to tell a person whose text is too long to send, or null. The server says the same. */
export function oversize(upload: Upload): string | null {
  return oversizeOf(upload.kind === "text" ? new Blob([upload.text]).size : (upload.base64.length * 3) / 4);
}

export function oversizeOf(bytes: number): string | null {
  if (bytes <= MAX_BRIEF_BYTES) return null;
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return `This text has ${megabytes} MB; a brief may have 2 MB. Paste the article alone, without its page.`;
}

/** A chosen or dropped file as it is sent: its bytes untouched, since only they tell its encoding. */
export async function uploadOf(file: File): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { kind: "file", name: file.name.slice(0, 255), base64: btoa(binary) };
}

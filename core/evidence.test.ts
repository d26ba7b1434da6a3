import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVIDENCE_TYPES, type EvidenceType, evidenceName, evidenceType } from "#core/evidence";

const bytes = (text: string) => new TextEncoder().encode(text);
const withTail = (...head: number[]) => Uint8Array.from([...head, 0, 0, 0, 0, 0, 0, 0, 0]);

describe("the type of a file", () => {
  it.each<[EvidenceType, Uint8Array]>([
    ["application/pdf", bytes("%PDF-1.7\n…")],
    ["image/png", withTail(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ["image/jpeg", withTail(0xff, 0xd8, 0xff, 0xe0)],
    ["image/gif", bytes("GIF89a…")],
    ["image/webp", bytes("RIFF1234WEBPVP8 …")],
    ["text/plain", bytes("The visit took place.\r\n\tSee page 3 — “signed”.")],
    ["text/plain", bytes("\ufeffMit Vorzeichen")],
    ["text/plain", bytes("a < b, and <angle brackets> in a sentence")],
  ])("%s is known by how it begins", (type, content) => {
    expect(evidenceType(content)).toBe(type);
  });

  it.each([
    ["nothing", ""],
    ["blank", " \n\t"],
    ["a web page", "<!doctype html><script>alert(1)</script>"],
    ["a web page after blanks", "\n\n  <HTML><body onload=alert(1)>"],
    ["a script element alone", "<script>alert(1)</script>"],
    ["a picture of markup", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["XML", '<?xml version="1.0"?><svg/>'],
    ["an archive", "PK\u0003\u0004\u0014\u0000"],
    ["a program", "MZ\u0090\u0000\u0003\u0000"],
    ["text with a null", "The visit\u0000took place"],
    ["a PDF after something else", "x%PDF-1.7 \u0000"],
    ["RIFF that is no picture", "RIFF1234WAVEfmt \u0000"],
  ])("%s is none", (_, content) => {
    expect(evidenceType(bytes(content))).toBeNull();
  });

  it("text must be UTF-8: another encoding would be read wrong", () => {
    expect(evidenceType(Uint8Array.of(0xd4, 0xe5, 0xea, 0xf1, 0xf2))).toBeNull(); // windows-1251
    expect(evidenceType(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toBeNull(); // UTF-16
  });

  it("is decided for every content, and markup at its beginning is never text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        const type = evidenceType(content);
        expect(type === null || type in EVIDENCE_TYPES).toBe(true);
        expect(evidenceType(Uint8Array.from([...bytes("<html>"), ...content]))).toBeNull();
      }),
    );
  });
});

describe("the name of a file", () => {
  it.each([
    ["Protocol.pdf", "application/pdf", "Protocol.pdf"],
    ["photo.JPEG", "image/jpeg", "photo.JPEG"],
    ["../../etc/passwd", "text/plain", "passwd.txt"],
    ["C:\\Users\\x\\note.txt", "text/plain", "note.txt"],
    ["invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"],
    ["run.bat", "text/plain", "run.bat.txt"],
    ["gpj.\u202egnp.exe", "image/png", "gpj.gnp.exe.png"],
    ['a"b\r\nSet-Cookie: x=1.txt', "text/plain", "a_bSet-Cookie_ x=1.txt"],
    ["  ...  ", "image/png", "evidence.png"],
    ["", "text/plain", "evidence.txt"],
    [".pdf", "application/pdf", "pdf.pdf"],
    ["Протокол — визит.pdf", "application/pdf", "Протокол — визит.pdf"],
    ["\ud800.txt", "text/plain", "_.txt"],
  ] as const)("%j as %s is kept as %j", (given, type, name) => {
    expect(evidenceName(given, type)).toBe(name);
  });

  it("is short, on one line, in no folder, and ends as what the file holds", () => {
    const types = Object.keys(EVIDENCE_TYPES).flatMap((type) => (type in EVIDENCE_TYPES ? [type as EvidenceType] : []));
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.constantFrom(...types), (given, type) => {
        const name = evidenceName(given, type);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[/\\\p{Cc}<>:"|?*]/u);
        expect(name.isWellFormed()).toBe(true);
        const extension = name.split(".").at(-1)?.toLowerCase();
        expect(EVIDENCE_TYPES[type].extensions).toContain(extension);
      }),
    );
  });
});

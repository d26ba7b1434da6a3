import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { NASTY_TEXT } from "./json-of";

const MAGIC = [
  "%PDF-1.7\n",
  "\u0089PNG\r\n\u001a\n",
  "\u00ff\u00d8\u00ff",
  "GIF89a",
  "PK\u0003\u0004",
  "\u00ff\u00fe",
  "{\\rtf1",
];
const ROW =
  "q1,binary,Will it be so?,2024-01-01T00:00:00Z,2024-12-31T00:00:00Z,,,A person,2024-02-01T00:00:00Z,forecast,0.4";
const HEAD = "question,type,title,opensAt,closesAt,knownAt,outcome,person,madeAt,kind,probability";
const WORLD = { format: "bellwether-world/1", people: [{ id: "a", name: "A", role: "forecaster" }] };
const ARTICLE =
  "A title\n\nTalks on a crossing resumed in March, it was said.\n\nA vote is due in the north before long.";

/** A megabyte of zeros in a thousand bytes: whoever unpacks it has asked for it. */
const SMALL_BOMB = gzipSync(Buffer.alloc(1_000_000));

const BOUNDARY = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nwords\r\n--y--\r\n';

/** Files that somebody hands in: sound ones, and what breaks those who read them. */
export const fileBody: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(ARTICLE, `<title>A title</title><p>${ARTICLE}</p>`).map((text) => Buffer.from(text)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(`${HEAD}\n${ROW}\n`, JSON.stringify(WORLD)).map((text) => Buffer.from(text)),
  },
  fc
    .tuple(fc.constantFrom(...MAGIC), fc.uint8Array({ maxLength: 200 }))
    .map(([magic, rest]) => Buffer.concat([Buffer.from(magic, "latin1"), rest])),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  NASTY_TEXT.map((text) => Buffer.from(text)),
  fc.constantFrom(
    Buffer.alloc(0),
    SMALL_BOMB,
    Buffer.from(BOUNDARY),
    Buffer.from("<div>".repeat(20_000)),
    Buffer.from(`${"[".repeat(20_000)}`),
    Buffer.from(`${HEAD}\n${'"'.repeat(10_001)}`),
    Buffer.from(`${HEAD}\n${`${ROW}\n`.repeat(200)}`.slice(0, -7)),
    Buffer.from(JSON.stringify(WORLD).slice(0, -5)),
    Buffer.alloc(3 * 1024 * 1024, "a "),
  ),
);

/** What a file may be called. */
export const fileNames: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a.txt", "a.md", "a.html", "rows.csv", "world.json", "record.pdf") },
  fc.constantFrom("../../etc/passwd", "a\u202etxt.exe", "con", ".", "a".repeat(255), "a".repeat(256), "\u0000"),
  NASTY_TEXT,
);

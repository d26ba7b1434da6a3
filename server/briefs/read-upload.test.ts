import { describe, expect, it } from "vitest";
import { MAX_BRIEF_BYTES } from "#core/brief/brief";
import { applyDecisions } from "#core/brief/decisions";
import { readUpload, type Upload } from "#server/briefs/read-upload";
import { AppError } from "#server/platform/errors";

const paste = (text: string): Upload => ({ kind: "text", text });
const file = (bytes: Uint8Array | string, name = "brief.txt"): Upload => ({
  kind: "file",
  name,
  base64: Buffer.from(bytes as string).toString("base64"),
});
const read = (upload: Upload) => applyDecisions(readUpload(upload).draft);
const refusal = (upload: Upload): AppError => {
  try {
    readUpload(upload);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("it was read");
};

const SENTENCE = "The ferry may stop in winter, and the island would then depend on one small aeroplane for its mail.";

describe("what is refused, with a sentence that says what to do", () => {
  it.each([
    ["nothing", paste(""), "There is no text here"],
    ["blanks and invisible marks", paste(" \n\u200b\t\ufeff\n"), "There is no text here"],
    ["binary data", paste(`a\u0000b ${SENTENCE}`), "does not read as text"],
    ["control characters", paste("\u0001\u0002\u0003\u0004 words"), "does not read as text"],
    ["letters lost in copying", paste("Tr\ufffdk\ufffdye ve \ufffdin"), "lost in copying"],
    ["a PDF", file("%PDF-1.7 …"), "This is a PDF"],
    ["a Word document", file(Buffer.from([0x50, 0x4b, 3, 4, 20, 0])), "Word document"],
    ["a picture", file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])), "does not hold text"],
    ["Windows-1251", file(Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0])), "Windows-1251"],
    [
      "Windows-1254",
      file(Buffer.concat([Buffer.from("Ba"), Buffer.from([0xfe]), Buffer.from("kan geldi")])),
      "Windows-1254",
    ],
    ["half a UTF-8 letter", file(Buffer.concat([Buffer.from("word "), Buffer.from([0xc3])])), "not UTF-8"],
    ["UTF-16 without a mark", file(Buffer.from("words and more words", "utf16le")), "UTF-16 without"],
    [
      "a page of scripts alone",
      paste("<!doctype html><html><body><script>alert(1)</script></body></html>"),
      "no text to read",
    ],
  ])("%s", (_, upload, message) => {
    const error = refusal(upload);
    expect(error.message).toContain(message);
    expect(error).toMatchObject({ code: "INVALID", field: "text" });
  });

  it("more than 2 MB, pasted or as a file", () => {
    for (const upload of [paste("é".repeat(MAX_BRIEF_BYTES / 2 + 1)), file("x".repeat(20 * 1024 * 1024))])
      expect(refusal(upload)).toMatchObject({ code: "TOO_LARGE", field: "text" });
    expect(refusal(file("x".repeat(20 * 1024 * 1024))).message).toContain("20.0 MB");
  });
});

it("a log of a hundred thousand lines is no article", () => {
  expect(refusal(paste("12:00 connected\n".repeat(100_000)))).toMatchObject({ code: "TOO_LARGE", field: "text" });
  expect(refusal(paste("12:00 connected to the harbour\n\n".repeat(20_000)))).toMatchObject({ code: "TOO_LARGE" });
});

describe("what is read", () => {
  it("UTF-8 with and without a mark, UTF-16 with one", () => {
    const text = `Kış ve ada\n\n${SENTENCE}`;
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, "utf16le"),
      Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    ])
      expect(read(file(bytes))).toMatchObject({ title: "Kış ve ada", passages: [{ text: SENTENCE }] });
  });

  it("the same text has the same digest, another text another", () => {
    expect(readUpload(paste(SENTENCE)).digest).toBe(readUpload(paste(SENTENCE)).digest);
    expect(readUpload(paste(SENTENCE)).digest).not.toBe(readUpload(paste(`${SENTENCE}!`)).digest);
  });
});

const PARAGRAPHS = Array.from(
  { length: 6 },
  (_, i) =>
    `<p>Paragraph ${i + 1} says that ${SENTENCE.toLowerCase()}${i === 1 ? '<sup><a href="#fn1">1</a></sup>' : ""}</p>`,
);
const PAGE = `<!doctype html><html lang="en"><head><title>Winter on the island - The Ferry Post</title>
<meta property="og:site_name" content="The Ferry Post"><script>document.title = "never";</script>
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Winter on the island</h1><p class="byline">By Ada Quill</p>
<div class="share"><button>Share</button></div>
${PARAGRAPHS.join("\n")}
<h2>What may follow</h2><ul><li>The <b>mail</b> may be late.</li><li>The school may close.</li></ul>
<blockquote><p>We will manage, as we always have, with the boats we have.</p></blockquote>
<h2>Notes</h2><ol><li id="fn1">“Ice in the sound”, Harbour News, <a href="https://harbour.example/ice">link</a> <a href="#ref1">↩</a></li></ol>
</article><aside><h3>Most read</h3><p>Ten recipes for herring that the whole street has been cooking since the autumn.</p></aside>
<script>document.write("<p>written by a script that must not run</p>")</script>
<img src="x" onerror="alert(1)"><footer>© 2025 The Ferry Post</footer></body></html>`;

describe("an HTML page", () => {
  it("is read as its article, structure and notes kept, frame cut, scripts neither run nor kept", () => {
    const { draft } = readUpload(paste(PAGE));
    const brief = applyDecisions(draft);
    expect(brief).toMatchObject({ title: "Winter on the island", author: "Ada Quill", publisher: "The Ferry Post" });
    expect(brief.passages.map(({ kind }) => kind)).toEqual([
      ...Array<string>(6).fill("paragraph"),
      "heading",
      "list_item",
      "list_item",
      "quote",
    ]);
    expect(brief.passages[7]?.text).toBe("The mail may be late.");
    expect(brief.sources).toMatchObject([
      { number: 1, title: "Ice in the sound", outlet: "Harbour News", url: "https://harbour.example/ice" },
    ]);
    expect(brief.noteMarkers.map(({ number, passage }) => [number, passage])).toEqual([[1, 1]]);
    expect(brief.cuts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["Home", "Share", "Most read", "© 2025 The Ferry Post"]),
    );
    expect(JSON.stringify(draft)).not.toMatch(/alert|document\.|must not run|color: red|onerror/);
  });

  it("is recognised as a file by its name, and a fragment by its tags", () => {
    expect(read(file(`<p>${SENTENCE}</p>`, "page.HTML")).passages).toMatchObject([{ text: SENTENCE }]);
    expect(read(paste(`<h2>Title of it all</h2><p>${SENTENCE}</p>`))).toMatchObject({
      title: "Title of it all",
      passages: [{ text: SENTENCE }],
    });
  });

  it("a text that speaks of tags stays a text", () => {
    expect(read(paste(`How <p> came to be\n\n${SENTENCE}`)).title).toBe("How <p> came to be");
  });
});

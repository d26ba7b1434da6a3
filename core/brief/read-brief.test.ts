import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, passageStarts } from "#core/brief/brief";
import { applyDecisions } from "#core/brief/decisions";
import { cleanLine, LINE_BREAK } from "#core/brief/lines";
import { readBrief } from "#core/brief/read-brief";
import { looks } from "#core/scoring/log.arbitrary";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const example = (name: string) => readFileSync(join(import.meta.dirname, "examples", name), "utf8");
const read = (text: string) => applyDecisions(readBrief(text));
const cutWords = (brief: ReturnType<typeof read>) => brief.cuts.map(({ text }) => text);
const kinds = (brief: ReturnType<typeof read>, kind: string) => brief.passages.filter((p) => p.kind === kind);
const marks = (brief: ReturnType<typeof read>) =>
  brief.noteMarkers.map(({ number, passage }) => [number, passage + 1] as const);

const shared = sharedDir();

describe.skipIf(shared === null)(`the real article (${shared === null ? SHARED_ABSENT : "present"})`, () => {
  const text = () => readFileSync(join(shared ?? "", "brief/russia-north-korea-china.txt"), "utf8");

  it("is read as a careful reader reads it", () => {
    const brief = read(text());
    expect(brief).toMatchObject({
      title: "Is a Russia-North Korea-China alliance possible?",
      author: "Dr. Cenk Tamer",
      publisher: "ANKASAM",
      language: "en",
    });
    expect(brief.passages.map(({ kind }) => kind)).toEqual(Array(8).fill("paragraph"));
    expect(brief.passages[0]?.text).toMatch(/^North Korean leader .* defense cooperation\.$/);
    expect(brief.passages[7]?.text).toMatch(/^As a result, .* polarize\.$/);
    expect(brief.authorNote).toMatch(/^Dr\. Cenk Tamer graduated .* at ANKASAM\.$/);
    expect(brief.sources.map(({ text: _, ...source }) => source)).toEqual([
      {
        number: 1,
        title: "Kim Jong-un and Putin Plan to Meet in Russia to Discuss Weapons",
        outlet: "Ny Times",
        url: "https://www.nytimes.com/2023/09/04/us/politics/putin-kim-meeting-russia-north-korea-weapons.html",
        accessedOn: "2023-09-16",
      },
      {
        number: 2,
        title: "Nothing Left To Lose’: Putin Embraces Role Of Spoiler With Kim Jong-Un Summit",
        outlet: "The Guardian",
        url: "https://www.theguardian.com/world/2023/sep/13/nothing-left-to-lose-putin-embraces-role-of-spoiler-with-kim-jong-un-summit",
        accessedOn: "2023-09-16",
      },
      {
        number: 3,
        title: "Xi Tells Kim China Wants To Work With North Korea For Peace: KCNA",
        outlet: "Al Jazeraa",
        url: "https://www.aljazeera.com/news/2022/11/26/xi-tells-kim-china-wants-to-work-with-n-korea-for-peace-kcna",
        accessedOn: "2023-09-16",
      },
    ]);
    expect(marks(brief)).toEqual([
      [1, 1],
      [2, 4],
      [3, 7],
    ]);
    expect(brief.cuts.map(({ reason }) => reason)).toEqual([
      "share buttons",
      "language links",
      "by-line repeated",
      "related links",
    ]);
  });

  it("gives a cut back where it stood", () => {
    const draft = readBrief(text());
    const share = draft.blocks.find(({ reason }) => reason === "share buttons");
    const brief = applyDecisions(draft, { [share?.id ?? -1]: "keep" });
    expect(brief.passages[0]?.text).toBe(share?.text);
    expect(brief.passages).toHaveLength(9);
    expect(marks(brief)).toEqual([
      [1, 2],
      [2, 5],
      [3, 8],
    ]);
  });
});

describe("a text wrapped at a fixed width", () => {
  const brief = read(example("wrapped-en.txt"));
  it("has its lines joined to paragraphs, headings, list items and quotes", () => {
    expect(brief.title).toBe("Can the Baltic ring survive a winter without its last eastern cable?");
    expect(kinds(brief, "paragraph")).toHaveLength(5);
    expect(kinds(brief, "heading").map(({ text }) => text)).toEqual([
      "Three ways to lose the cable",
      "What governments plan",
    ]);
    expect(kinds(brief, "list_item")).toHaveLength(3);
    expect(kinds(brief, "quote")).toHaveLength(1);
    expect(brief.passages[0]?.text).toMatch(/^RIGA - When .* undersea cables\.$/);
  });
  it("names both authors, the day, and notes whose figures lost their height", () => {
    expect(brief).toMatchObject({
      author: "Marta Kalnins and Owen Pryce",
      publishedOn: "2025-02-14",
      publisher: "Institute for Northern Grids",
    });
    expect(brief.sources.map(({ outlet, accessedOn }) => [outlet, accessedOn])).toEqual([
      ["Baltic Wire", "2025-02-12"],
      ["Nordic Papers", null],
      ["The Tallinn Review", "2025-02-11"],
    ]);
    expect(brief.noteMarkers.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
  it("loses its banners, teasers and footer, each for a reason", () => {
    expect(new Set(brief.cuts.map(({ reason }) => reason))).toEqual(
      new Set([
        "cookie banner",
        "page navigation",
        "above the title",
        "share buttons",
        "advertisement",
        "related links",
        "heading of the biography",
        "subscription",
        "legal line",
      ]),
    );
  });
});

describe("Markdown with front matter", () => {
  const brief = read(example("markdown.md"));
  it("keeps its words and drops its marks", () => {
    expect(brief).toMatchObject({
      title: "After the ceasefire: who will guard the dam?",
      author: "Lina Haddad",
      publishedOn: "2025-06-03",
    });
    expect(brief.passages.map(({ kind }) => kind).join(" ")).toBe(
      "paragraph quote heading paragraph list_item list_item list_item paragraph heading paragraph",
    );
    expect(canonicalText(brief.passages)).not.toMatch(/\*\*|\]\(/);
    expect(brief.sources).toMatchObject([
      { number: 1, title: "Status of the Tisna gates", url: "https://waters.example/tisna" },
      { number: 2, title: "Mediators plan dam protocol", outlet: "Reuters", accessedOn: "2025-06-01" },
    ]);
  });
});

describe("Turkish and Russian pages", () => {
  it("reads Kaynakça, (1) and Erişim Tarihi", () => {
    const brief = read(example("turkish.txt"));
    expect(brief).toMatchObject({ language: "tr", author: "Doç. Dr. Ayşe Yıldırım", publishedOn: "2025-03-05" });
    expect(brief.passages).toHaveLength(4);
    expect(brief.sources.map(({ accessedOn }) => accessedOn)).toEqual(["2025-03-01", "2025-03-02"]);
    expect(marks(brief)).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(brief.authorNote).toMatch(/^Ayşe Yıldırım/);
    expect(cutWords(brief)).toContain("Hazar'da yeni feribot hattı");
  });
  it("reads Примечания, superscripts and дата обращения", () => {
    const brief = read(example("russian.txt"));
    expect(brief).toMatchObject({ language: "ru", author: "Ирина Соколова", publishedOn: "2025-04-12" });
    expect(brief.passages).toHaveLength(4);
    expect(brief.sources.map(({ title, outlet }) => [title, outlet])).toEqual([
      ["Отчёт о плавании за 2024 год", "Морской вестник"],
      ["Порт и транзит", "Северная газета"],
      ["Новый тариф готов", "Деловой Север"],
    ]);
    expect(brief.noteMarkers.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});

describe("a page copied line by line", () => {
  const brief = read(example("one-line-paragraphs.txt"));
  it("keeps the text and cuts the frame", () => {
    expect(brief).toMatchObject({
      title: "Will the Straits Accord outlast its authors?",
      author: "Jonas Weber",
      publisher: "The Harbour Institute",
      publishedOn: "2025-03-09",
    });
    expect(kinds(brief, "paragraph")).toHaveLength(5);
    expect(brief.sources.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(marks(brief)).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
  });
});

describe("other sites and copies", () => {
  it.each([
    ["newsletter.txt", "The quiet rearming of the inland sea", "Ines Duarte", "2025-11-04", 3, 2, [1, 2]],
    [
      "newspaper.txt",
      "The last lighthouse keeper knows something ministers don't",
      "Priya Raman",
      "2025-03-04",
      3,
      0,
      [],
    ],
    [
      "pdf-copy.txt",
      "Water Wars or Water Work? The Upper Basin after the Drought",
      "Elena Ruiz and Tomas Lind",
      null,
      4,
      2,
      [1, 2],
    ],
    ["blog.txt", "Grain, Ports and Patience: The Delta After the Embargo", "Dr. Samir Haddad", "2024-03-03", 4, 2, [1]],
    ["turkish-centre.txt", "Karadeniz'de Gaz Rekabeti: Kim Kazanacak?", "Mehmet Öztürk", "2025-08-14", 4, 2, [1, 2]],
    ["russian-paper.txt", "Что будет с зерновым коридором?", "Алексей Морозов", "2025-06-15", 5, 2, [1, 2]],
    ["german.txt", "Wer bezahlt die neue Bahnstrecke?", "Karin Wolff", "2025-05-12", 3, 2, [1, 2]],
  ] as const)("%s", (name, title, author, publishedOn, paragraphs, notes, referred) => {
    const brief = read(example(name));
    expect(brief).toMatchObject({ title, author, publishedOn });
    expect(kinds(brief, "paragraph").map(({ text }) => text)).toHaveLength(paragraphs);
    expect(brief.sources).toHaveLength(notes);
    expect(brief.noteMarkers.map(({ number }) => number)).toEqual(referred);
  });
});

describe("what never happens", () => {
  const fragments = fc.constantFrom(
    ...["wrapped-en.txt", "markdown.md", "turkish.txt", "russian.txt", "one-line-paragraphs.txt"].flatMap((name) =>
      example(name).split("\n"),
    ),
  );
  const lines = fc.array(fc.oneof({ weight: 4, arbitrary: fragments }, fc.string({ unit: "grapheme" })), {
    maxLength: 60,
  });

  it("no line is lost or moved: the blocks hold every non-blank line once, in order", () => {
    fc.assert(
      fc.property(lines, (input) => {
        const text = input.join("\n");
        const { blocks } = readBrief(text);
        const kept = blocks.flatMap(({ source }) => source.split("\n"));
        expect(kept).toEqual(text.split(LINE_BREAK).filter((line) => cleanLine(line) !== ""));
      }),
      looks(1.5),
    );
  });

  it("every cut has a reason and can be taken back; every kept block can be cut", () => {
    fc.assert(
      fc.property(lines, (input) => {
        const draft = readBrief(input.join("\n"));
        const all = (decision: "keep" | "cut" | "body") =>
          applyDecisions(draft, Object.fromEntries(draft.blocks.map(({ id }) => [id, decision])));
        expect(applyDecisions(draft).cuts.every(({ reason }) => reason !== "")).toBe(true);
        expect(all("keep").cuts).toEqual([]);
        expect(all("cut").passages).toEqual([]);
        expect(all("body").passages).toHaveLength(draft.blocks.length);
      }),
    );
  });

  it("markers and passages point at their own words in the canonical text", () => {
    fc.assert(
      fc.property(lines, (input) => {
        const { passages, noteMarkers } = read(input.join("\n"));
        const text = canonicalText(passages);
        const starts = passageStarts(passages);
        passages.forEach((passage, i) => {
          expect(text.startsWith(passage.text, starts[i])).toBe(true);
        });
        for (const { passage, start, end } of noteMarkers)
          expect(passages[passage]?.text.slice(start, end)).toMatch(/\d|[⁰¹²³⁴-⁹]/u);
      }),
    );
  });

  it("a long text takes no longer than its length warrants", () => {
    const text = `${example("wrapped-en.txt")}\n\n`.repeat(500);
    expect(readBrief(text).blocks.length).toBeGreaterThan(10_000);
  });
});

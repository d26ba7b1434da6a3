import { getSchema } from "@tiptap/core";
import { DOMParser as ModelParser } from "@tiptap/pm/model";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { RationaleNode } from "#core/rationale";
import { cleanPaste } from "./clean-paste";
import { rationaleSchema } from "./extensions";
import { LONGEST_PASTE, refusal } from "./paste";

const page = (html: string): Document =>
  parseHTML(/<body/i.test(html) ? html : `<html><body>${html}</body></html>`).document;
const cleaned = (html: string) => cleanPaste(page(html));
const html = (pasted: string) =>
  cleaned(pasted)
    .html.replace(/\s*\n\s*/g, " ")
    .trim();

const schema = getSchema(rationaleSchema());
/** What the editor makes of it. */
const taken = (pasted: string): RationaleNode =>
  RationaleNode.parse(
    ModelParser.fromSchema(schema)
      .parse(page(cleaned(pasted).html).body)
      .toJSON(),
  );

/** The outline of a text: what is what, with its words. */
function outline(node: RationaleNode): string {
  if (node.type === "text") {
    const marks = (node.marks ?? []).map(({ type }) => type).sort();
    return marks.length > 0 ? `${marks.join("+")}(${node.text})` : (node.text ?? "");
  }
  const inside = (node.content ?? []).map(outline).join("");
  return node.type === "paragraph" || node.type === "doc" ? inside : `<${node.type}>${inside}</${node.type}>`;
}

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span lang=EN-US>Outlook<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EN-US>Seoul</span></b><span lang=EN-US> speaks <i>first</i>.<span style='mso-spacerun:yes'>  </span><a href="https://example.org/a?b=1">Record</a><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-US>Orbit<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>Engines</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Food</p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span>Third</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span>Fourth</p>
<p class=MsoQuote>What was said</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt;border:solid windowtext 1.0pt' colspan=2><p class=MsoNormal>Both<o:p></o:p></p></td></tr><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>
<p class=MsoNormal><v:shape id="P1" type="#_x0000_t75"><v:imagedata src="file:///C:/x.png"/></v:shape><img width=10 src="file:///C:/x.png"></p>
<div style='mso-element:comment-list'><hr class=msocomoff align=left><div class=msocomtxt id="_com_1">A comment nobody should paste</div></div>
<!--EndFragment--></body></html>`;

const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e"><p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span style="font-size:11pt;font-family:Arial;font-weight:700;">Bold</span><span style="font-weight:400;"> then </span><span style="font-style:italic;font-weight:400">slanted</span> <a href="https://www.google.com/url?q=https://example.org/report&amp;sa=D" style="text-decoration:none;"><span style="color:#1155cc">report</span></a></p><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>Under one</span></p></li></ul><li><p><span>Two</span></p></li></ul><h4 dir="ltr"><span>Small heading</span></h4></b><br class="Apple-interchange-newline">`;

const WEB = `<div class="article" data-track="1" onclick="steal()"><style>p{color:red}</style><h2 class="hed">Headline</h2><p style="color:rgb(0,0,0)">Text with <a href="javascript:alert(1)">a trap</a>, <a href="/about">a way around</a> and <a class="x" target="_blank" href="https://example.org/">a source</a>.</p><p style="display: none">Tracking words</p><figure><img src="https://example.org/a.jpg" onerror="steal()"><figcaption>The port</figcaption></figure><section>One</section><section>Two</section><script>steal()</script><blockquote><p>Said.</p></blockquote><iframe src="https://example.org"></iframe></div>`;

describe("a paste from Word", () => {
  it("keeps headings, emphasis, links, quotes and tables, and makes its lists lists", () => {
    const { content = [] } = taken(WORD);
    expect(content.map(outline)).toEqual([
      "<heading>Outlook</heading>",
      expect.stringMatching(/^bold\(Seoul\) speaks italic\(first\)\.\s+link\(Record\)$/u),
      "<bulletList><listItem>Orbit<bulletList><listItem>Engines</listItem></bulletList></listItem><listItem>Food</listItem></bulletList>",
      "Then:",
      "<orderedList><listItem>Third</listItem><listItem>Fourth</listItem></orderedList>",
      "<blockquote>What was said</blockquote>",
      "<table><tableRow><tableCell>Both</tableCell></tableRow><tableRow><tableCell>Left</tableCell><tableCell>Right</tableCell></tableRow></table>",
      ...content.slice(7).map(() => ""),
    ]);
    expect(content[4]?.attrs).toMatchObject({ start: 3 });
    expect(content[6]?.content?.[0]?.content?.[0]?.attrs).toMatchObject({ colspan: 2 });
  });

  it("leaves no style, class, comment, name space or picture", () => {
    expect(html(WORD)).not.toMatch(/style|class|mso|<o:|<v:|<!--|<img|comment|lang=/i);
    expect(cleaned(WORD).images).toBe(2);
  });
});

it("a paste from Google Docs is bold where it looks bold, its sub-lists are inside their items, its links lead straight", () => {
  expect(taken(DOCS).content?.map(outline)).toEqual([
    "bold(Bold) then italic(slanted) link(report)",
    "<bulletList><listItem>One<bulletList><listItem>Under one</listItem></bulletList></listItem><listItem>Two</listItem></bulletList>",
    "<heading>Small heading</heading>",
  ]);
  expect(html(DOCS)).toContain('href="https://example.org/report"');
});

it("a paste from a web page loses scripts, traps, hidden words and pictures, and nothing that can be read", () => {
  expect(taken(WEB).content?.map(outline)).toEqual([
    "<heading>Headline</heading>",
    "Text with a trap, a way around and link(a source).",
    "The port",
    "One",
    "Two",
    "<blockquote>Said.</blockquote>",
  ]);
  expect(html(WEB)).not.toMatch(/javascript|steal|Tracking|iframe|onclick|data-track/);
  expect(cleaned(WEB).images).toBe(1);
});

it("a reference copied from a rationale is one again", () => {
  const member = "0198c5a0-7c00-7000-8000-00000000dead";
  const copied = `<p data-pm-slice="1 1 []">Ask <span data-reference="mention" data-member="${member}"></span></p>`;
  expect(taken(copied).content?.[0]?.content?.[1]).toMatchObject({ type: "mention", attrs: { member } });
});

describe("what is not taken", () => {
  it("is what is too long, and files alone; in words", () => {
    expect(refusal("x".repeat(LONGEST_PASTE), "", 0)).toBeNull();
    expect(refusal("x".repeat(LONGEST_PASTE + 1), "", 0)).toMatch(/200,001 characters, at most 200,000/);
    expect(refusal("", "", 1)).toMatch(/Pictures and files/);
    expect(refusal("words", "", 1)).toBeNull();
  });
});

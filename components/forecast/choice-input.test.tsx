import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChoiceInput, type ChoiceInputProps } from "./choice-input";

const never = () => Promise.reject(new Error("no act in this test"));

function draw(props: Partial<ChoiceInputProps>): string {
  return renderToStaticMarkup(
    <ChoiceInput
      questionId="q1"
      options={["Before October", "October to December", "Other"]}
      standing={null}
      scale="phia"
      onSave={never}
      onReaffirm={never}
      onWithdraw={never}
      {...props}
    />,
  );
}

const standing = { percents: [22, 30, 48], since: "2024-06-03T10:00:00Z" };

describe("the input for options as it comes from the server", () => {
  it("is empty without a forecast: nothing is shared out beforehand", () => {
    const html = draw({ firstHint: "Saving shows you the crowd." });
    expect(html.match(/type="text"[^>]*value=""/g)).toHaveLength(3);
    expect(html).toContain("100 points left, 3 options empty");
    expect(html).toContain('aria-valuetext="no forecast yet"');
    expect(html).toContain("Saving shows you the crowd.");
    expect(html).not.toContain("Reaffirm");
  });

  it("says each share in number, words and odds, and all of them as what stands", () => {
    const html = draw({ standing });
    expect(html).toContain('aria-label="Scale for Before October"');
    expect(html).toContain('aria-valuetext="30 percent, unlikely, about 3 in 10"');
    expect(html).toContain("Standing: Before October 22\u202f%, October to December 30\u202f%, Other 48\u202f%");
    expect(html).toContain('<span role="status">100\u202f%, nothing left</span>');
  });

  it("has a label for every number and takes nothing before its script can answer", () => {
    const html = draw({ standing });
    const fields = [...html.matchAll(/<label for="([^"]+)" class="choice-name">/g)].map(([, id]) => id);
    expect(fields).toHaveLength(3);
    for (const id of fields) expect(html).toContain(`id="${id}" type="text"`);
    for (const control of html.match(/<(input|button)\b[^>]*>/g) ?? []) expect(control).toContain("disabled");
  });

  it("names an option that came after the forecast, and leaves it empty", () => {
    const html = draw({ standing: { ...standing, percents: [22, null, 78] } });
    expect(html.match(/new option/g)).toHaveLength(1);
    expect(html).toContain("100\u202f%, nothing left, 1 option empty");
    expect(html).toContain("Standing: Before October 22\u202f%, Other 78\u202f%");
  });

  it("shows what was held once closed, and offers nothing", () => {
    const html = draw({ standing, closed: "Closed 19 Jun 2024." });
    expect(html).toContain("Held: Before October 22\u202f%");
    expect(html).toContain("Closed 19 Jun 2024.");
    for (const word of ["Save", "Normalise", "Withdraw"]) expect(html).not.toContain(word);
  });

  it("draws the crowd only when it is given", () => {
    expect(draw({ standing })).not.toContain('class="band"');
    const bands = [10, 20, 40].map((low) => ({ low, high: low + 10 }));
    expect(draw({ standing, bands }).match(/class="band"/g)).toHaveLength(3);
  });
});

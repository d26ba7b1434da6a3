import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { BinaryInput, type BinaryInputProps } from "./binary-input";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));

const never = () => Promise.reject(new Error("no act in this test"));

function draw(props: Partial<BinaryInputProps>): string {
  return renderToStaticMarkup(
    <BinaryInput
      questionId="q1"
      standing={null}
      scale="phia"
      onSave={never}
      onReaffirm={never}
      onWithdraw={never}
      {...props}
    />,
  );
}

const standing = { percent: 31, since: "2024-06-03T10:00:00Z" };

describe("the probability input as it comes from the server", () => {
  it("is empty without a forecast: no 50, no words, nothing to reaffirm", () => {
    const html = draw({ firstHint: "Saving shows you the crowd." });
    expect(html).toContain('aria-label="Probability"');
    expect(html).toContain('value=""');
    expect(html).toContain('class="gauge empty"');
    expect(html).toContain('aria-valuetext="no forecast yet"');
    expect(html).toContain("Saving shows you the crowd.");
    expect(html).not.toContain("Reaffirm");
  });

  it("says the standing forecast in number, words and odds", () => {
    const html = draw({ standing });
    expect(html).toContain('value="31"');
    expect(html).toContain('aria-valuetext="31 percent, unlikely, about 3 in 10"');
    expect(html).toContain("Standing: 31\u202f%");
    expect(html).toContain("Reaffirm");
    expect(html).toContain("Withdraw");
  });

  it("takes nothing before its script can answer", () => {
    const html = draw({ standing });
    const controls = html.match(/<(input|button)\b[^>]*>/g) ?? [];
    expect(controls.length).toBeGreaterThan(4);
    for (const control of controls) expect(control).toContain("disabled");
  });

  it("shows what was held once closed, and offers nothing", () => {
    const html = draw({ standing, closed: "Closed 19 Jun 2024." });
    expect(html).toContain("Held: 31\u202f%");
    expect(html).toContain("Closed 19 Jun 2024.");
    expect(html).not.toContain("Save");
    expect(html).not.toContain("Withdraw");
  });

  it("draws the crowd only when it is given", () => {
    expect(draw({ standing })).not.toContain('class="band"');
    expect(draw({ standing, band: { low: 28, high: 37 } })).toContain('class="band"');
  });
});

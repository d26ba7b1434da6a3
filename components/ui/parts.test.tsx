import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Chain } from "./chain";
import { TextField } from "./field";
import { Rule } from "./rule";
import { Who } from "./who";

describe("a field", () => {
  it("ties its label, hint and error to its control", () => {
    const html = renderToStaticMarkup(<TextField label="Closes" hint="A day" error="That is before it opens." />);
    const id = /<label for="([^"]+)"/.exec(html)?.[1];
    expect(html).toContain(`<input class="input" id="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain(`id="${id}-error" role="alert"`);
  });

  it("says nothing of errors when there are none", () => {
    expect(renderToStaticMarkup(<TextField label="Closes" />)).not.toContain("aria-invalid");
  });
});

describe("the rule", () => {
  it("says what it draws", () => {
    const html = renderToStaticMarkup(<Rule me={0.31} crowd={{ median: 0.32, low: 0.28, high: 0.37 }} />);
    expect(html).toContain('aria-label="You 31\u202f%. Crowd 32\u202f%, middle half 28–37."');
    expect(html).toContain("--me-at:31");
  });

  it("has no trace of a crowd that is not shown", () => {
    const html = renderToStaticMarkup(<Rule me={null} crowd={null} />);
    expect(html).toContain("No forecast by you. Crowd not shown.");
    expect(html).not.toContain("--");
    expect(html).not.toContain("<i");
  });
});

it("a chain ends where one is", () => {
  const html = renderToStaticMarkup(
    <Chain
      links={[
        { label: "Brief", href: "/briefs/1" },
        { label: "¶5", href: "/briefs/1#p5", quoted: true },
        { label: "Scenario 5" },
      ]}
    />,
  );
  expect(html.match(/aria-current="page"/g)).toHaveLength(1);
  expect(html).toContain('href="/briefs/1#p5"');
});

it("initials carry the whole name", () => {
  expect(renderToStaticMarkup(<Who name="Analyst 4" />)).toContain('<span class="vh">Analyst 4</span>');
});

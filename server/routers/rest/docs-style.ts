/** The look of the docs page, from the tokens of app/styles: it is served beside Next, so it brings its own. */
export const STYLE = `
:root { color-scheme: light dark;
  --surface: light-dark(oklch(0.985 0.003 100), oklch(0.19 0.01 265));
  --sunk: light-dark(oklch(0.962 0.005 100), oklch(0.16 0.009 265));
  --ink: light-dark(oklch(0.225 0.02 265), oklch(0.93 0.006 95));
  --muted: light-dark(oklch(0.49 0.016 265), oklch(0.705 0.01 95));
  --line: light-dark(oklch(0.9 0.006 100), oklch(0.31 0.012 265));
  --accent: light-dark(oklch(0.43 0.175 264), oklch(0.765 0.115 262));
  --mark: light-dark(oklch(0.95 0.06 97), oklch(0.33 0.048 92)); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1.25rem 6rem; background: var(--surface); color: var(--ink);
  font: 0.9375rem/1.4375rem "Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif; }
h1, h2 { font-family: "Source Serif 4 Variable", "Source Serif Pro", Georgia, serif; font-weight: 600; }
h1 { font-size: 2rem; line-height: 2.375rem; margin: 1.5rem 0 0.5rem; }
h2 { font-size: 1.3125rem; line-height: 1.6875rem; margin: 3rem 0 1rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 0.9375rem; font-weight: 500; margin: 0 0 0.375rem; overflow-wrap: anywhere; }
p, ul { margin: 0 0 0.75rem; max-width: 44rem; }
ul { padding-left: 1.25rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.8125rem/1.1875rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 0 0 0.75rem; padding: 0.75rem 1rem; background: var(--sunk); border: 1px solid var(--line); border-radius: 2px;
  overflow-x: auto; max-width: 44rem; line-height: 1.1875rem; }
details { margin: 0 0 0.75rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.8125rem; padding: 0.125rem 0; width: fit-content; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0; }
dt { font-weight: 500; }
dd { margin: 0; min-width: 0; font-size: 0.875rem; }
dd > dl { border-left: 1px solid var(--line); padding-left: 0.75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; max-width: none; }
article { padding: 1rem 0; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
h2 + article { border-top: 0; padding-top: 0; }
article > :last-child { margin-bottom: 0; }
.lead { font-size: 1rem; }
.small { font-size: 0.8125rem; line-height: 1.1875rem; color: var(--muted); }
.method { display: inline-block; min-width: 3.25rem; font-size: 0.8125rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
td:nth-child(2) { font-variant-numeric: tabular-nums; }
:target { background: var(--mark); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 0.5rem 0.75rem; } th, td { padding-right: 0.625rem; } }
@media print { nav { display: none; } }
`;

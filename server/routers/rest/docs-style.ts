/** The look of the docs page, from the tokens of app/styles: it is served beside Next, so it brings its own. */
export const STYLE = `
:root { color-scheme: light dark;
  --surface: light-dark(oklch(0.985 0.003 100), oklch(0.19 0.01 265));
  --sunk: light-dark(oklch(0.962 0.005 100), oklch(0.16 0.009 265));
  --ink: light-dark(oklch(0.225 0.02 265), oklch(0.93 0.006 95));
  --muted: light-dark(oklch(0.49 0.016 265), oklch(0.705 0.01 95));
  --edge: light-dark(oklch(0.7 0.012 265), oklch(0.5 0.014 265));
  --line: light-dark(oklch(0.9 0.006 100), oklch(0.31 0.012 265));
  --accent: light-dark(oklch(0.43 0.175 264), oklch(0.765 0.115 262));
  --mark: light-dark(oklch(0.95 0.06 97), oklch(0.33 0.048 92)); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 6rem; background: var(--surface); color: var(--ink);
  font: 0.9375rem/1.4375rem "Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif; }
h1, h2 { font-family: "Source Serif 4 Variable", "Source Serif Pro", Georgia, serif; font-weight: 600; }
h1 { font-size: 2rem; line-height: 2.375rem; margin: 1.5rem 0 0.5rem; }
h2 { font-size: 1.3125rem; line-height: 1.6875rem; margin: 3rem 0 1rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.0625rem; line-height: 1.5rem; font-weight: 600; margin: 0 0 0.25rem; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
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
nav ul { padding: 0; margin: 0; list-style: none; max-width: none; }
nav > ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
nav .chapter > ul { display: none; }
nav[data-narrowed] > ul { display: block; }
nav[data-narrowed] .chapter > ul { display: block; }
nav a { display: block; padding: 0.125rem 0; }
nav .chapter > a { font-weight: 500; }
nav li li { font-size: 0.8125rem; line-height: 1.25rem; }
nav li li a { color: var(--ink); text-decoration: none; }
nav li li a:hover { text-decoration: underline; }
.verb { display: inline-block; width: 2.5rem; font-size: 0.6875rem; font-weight: 600; letter-spacing: 0.02em; color: var(--muted); }
.find { margin: 0 0 1rem; }
.find label { display: block; font-size: 0.8125rem; font-weight: 500; margin-bottom: 0.25rem; }
.find input { width: 100%; max-width: 22rem; font: inherit; color: inherit; background: var(--surface); padding: 0.375rem 0.625rem;
  border: 1px solid var(--edge); border-radius: 2px; }
.find .small { display: block; margin-top: 0.25rem; }
[hidden] { display: none !important; }
@media (min-width: 62rem) {
  .sheet { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3.5rem; align-items: start; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1.5rem 0.25rem 1.5rem 0.125rem; }
  nav > ul, nav .chapter > ul { display: block; }
  nav .chapter { margin-bottom: 0.75rem; }
}
article { padding: 1.25rem 0; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
h2 { scroll-margin-top: 1rem; }
.call { overflow-wrap: anywhere; margin-bottom: 0.5rem; }
h2 + article { border-top: 0; padding-top: 0; }
article > :last-child { margin-bottom: 0; }
.lead { font-size: 1rem; }
.small { font-size: 0.8125rem; line-height: 1.1875rem; color: var(--muted); }
.method { display: inline-block; min-width: 2.75rem; font-size: 0.8125rem; font-weight: 600; color: var(--muted); }
.method.post { color: var(--accent); }
.such { margin-bottom: 0.25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
td:nth-child(2) { font-variant-numeric: tabular-nums; }
:target { background: var(--mark); }
article:target { background: none; }
article:target h3 a { background: var(--mark); box-shadow: 0 0 0 0.25rem var(--mark); }
section > h2:first-child { margin-top: 2rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 0.5rem 0.75rem; } th, td { padding-right: 0.625rem; } }
@media print { nav { display: none; } }
`;

import { createHash } from "node:crypto";
import { text } from "#server/routers/rest/docs-text";
import { type Route, TAGS } from "#server/routers/rest/route";

/** `submitForecast` as people say it: “Submit forecast”. */
export function inWords(operationId: string): string {
  const words = operationId.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const entry = ({ method, path, operationId, summary }: Route) =>
  `<li data-words="${text(`${inWords(operationId)} ${operationId} ${method} ${path} ${summary}`.toLowerCase())}"><a href="#${operationId}"><span class="verb">${method}</span>${inWords(operationId)}</a></li>`;

const chapter = (id: string, name: string, entries = "") =>
  `<li class="chapter"><a href="#${id}">${name}</a>${entries ? `<ul>${entries}</ul>` : ""}</li>`;

/** Everything on the page, by section. The field that narrows it is there once its script is. */
export function contents(routes: readonly Route[]): string {
  const sections = TAGS.map((tag) =>
    chapter(
      tag.toLowerCase(),
      tag,
      routes
        .filter((route) => route.tag === tag)
        .map(entry)
        .join("\n"),
    ),
  );
  return `<nav aria-label="On this page">
<p class="find" hidden><label for="find">Find an operation</label>
<input id="find" type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-describedby="found">
<span id="found" class="small" role="status"></span></p>
<ul>
${chapter("begin", "Begin")}
${sections.join("\n")}
${chapter("apart", "At a browser alone")}
${chapter("shapes", "Shapes")}
${chapter("refusals", "Refusals")}
</ul></nav>`;
}

/**
 * Narrows the contents to what is typed: each word must be part of an operation's name, address or summary. “/” goes to
 * the field from anywhere, Enter and the down arrow to the first that is left, Escape shows all again.
 */
export const SCRIPT = `
const nav = document.querySelector("nav"), field = document.getElementById("find"), found = document.getElementById("found");
const entries = [...nav.querySelectorAll("li[data-words]")], chapters = [...nav.querySelectorAll("li.chapter")];
const HINT = matchMedia("(pointer: coarse)").matches ? "" : "Press / to come here.";
function narrow() {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
  for (const chapter of chapters) chapter.hidden = words.length > 0 && !chapter.querySelector("li:not([hidden])");
  nav.toggleAttribute("data-narrowed", words.length > 0);
  const left = entries.filter((entry) => !entry.hidden).length;
  found.textContent = words.length === 0 ? HINT : left === 0 ? "No operation has these words." : left + " of " + entries.length;
}
const links = () => [...nav.querySelectorAll("li[data-words]:not([hidden]) a")].filter((link) => link.offsetParent !== null);
field.addEventListener("input", narrow);
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { field.value = ""; narrow(); }
  if (event.key === "Enter" && field.value.trim() !== "") links()[0]?.click();
});
nav.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = links(), next = all.indexOf(document.activeElement) + step;
  (all[next] ?? (next < 0 ? field : all.at(-1)))?.focus();
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target === field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
nav.querySelector(".find").hidden = false;
narrow();
`;

/** What the page's policy lets run or look: this and nothing else. */
export const hashOf = (source: string) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;

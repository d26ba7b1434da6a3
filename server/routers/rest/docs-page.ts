import { createHash } from "node:crypto";
import { SCOPES } from "#core/token-scopes";
import { STYLE } from "#server/routers/rest/docs-style";
import { REMEDIES } from "#server/routers/rest/openapi-parts";
import { PROBLEMS } from "#server/routers/rest/problem";
import { type Route, TAGS } from "#server/routers/rest/route";
import { ROUTES } from "#server/routers/rest/table";

let made: { html: string; policy: string } | undefined;

/** The operations as a page for people, from the table that answers them. It holds no content and runs no script. */
export function docsPage(): { html: string; policy: string } {
  made ??= { html: page(), policy: policy() };
  return made;
}

function policy(): string {
  const style = createHash("sha256").update(STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

const text = (words: string) =>
  words.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/`([^`]+)`/g, "<code>$1</code>");

function page(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The API · Bellwether</title>
<style>${STYLE}</style>
</head>
<body>
<header><p><a href="/">Bellwether</a></p>
<h1>The API</h1>
<p class="lead">Programs read and write as the person who made their token, within what it may. The same as a document for
tools: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p></header>
<main>
<nav aria-label="On this page"><ul>
<li><a href="#begin">Begin</a></li>
${TAGS.map((tag) => `<li><a href="#${tag.toLowerCase()}">${tag}</a></li>`).join("\n")}
<li><a href="#refusals">Refusals</a></li>
</ul></nav>
${BEGIN}
${TAGS.map(section).join("\n")}
${refusals()}
</main>
</body>
</html>
`;
}

const BEGIN = `<section aria-labelledby="begin"><h2 id="begin">Begin</h2>
<p>Make a token on <a href="/account#tokens">your account page</a>; it is shown once. Send it with every call:</p>
<pre tabindex="0"><code>curl -H "Authorization: Bearer $TOKEN" https://your.address/api/v1/me</code></pre>
<p>A forecast is stated so. With the same <code>Idempotency-Key</code> it may be sent again and counts once:</p>
<pre tabindex="0"><code>curl -X POST -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" -H "Idempotency-Key: $(uuidgen)" \\
  -d '{"probability": 0.35, "reason": "The vote was put off."}' \\
  https://your.address/api/v1/questions/$QUESTION/forecasts</code></pre>
<ul>
<li>A token may what its scopes say: ${SCOPES.map((scope) => `<code>${scope}</code>`).join(", ")}. Every token reads.</li>
<li>Lists come in pages: <code>limit</code>, and <code>cursor</code> with the <code>next</code> of the page before (also as a
<code>Link</code> header).</li>
<li><code>RateLimit</code> says how many calls are left in the minute: reads and writes are counted apart.</li>
<li>Instants are ISO 8601 in UTC, ids are UUIDs, and what is unknown is refused by name.</li>
<li>Before it is revealed to you, nothing here carries another person’s number, its time, or what it can be worked out from.</li>
</ul></section>`;

function section(tag: Route["tag"]): string {
  const routes = ROUTES.filter((route) => route.tag === tag);
  return `<section aria-labelledby="${tag.toLowerCase()}"><h2 id="${tag.toLowerCase()}">${tag}</h2>
${routes.map(operation).join("\n")}</section>`;
}

function operation({
  method,
  path,
  operationId,
  summary,
  description,
  scope,
  produces,
  query,
  example,
}: Route): string {
  const types = produces.map((type) => `<code>${type}</code>`).join(" or ");
  const parameters = Object.keys(query.shape).map((name) => `<code>${name}</code>`);
  const lines = [
    `<h3><span class="method">${method}</span> <code>${text(path)}</code></h3>`,
    `<p>${text(`${summary}.${description ? ` ${description}` : ""}`)}</p>`,
    `<p class="small">Scope <code>${scope}</code> · ${types} · <code>${operationId}</code></p>`,
    parameters.length > 0 ? `<p class="small">Narrowed by ${parameters.join(", ")}</p>` : "",
    example === null ? "" : `<pre tabindex="0"><code>${text(JSON.stringify(example, null, 2))}</code></pre>`,
  ];
  return `<article id="${operationId}">${lines.join("\n")}</article>`;
}

function refusals(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([kind, { status, title }]) =>
      `<tr id="${kind}"><th scope="row"><code>${kind}</code></th><td>${status}</td><td>${text(title)}. ${text(remedy(kind))}</td></tr>`,
  );
  return `<section aria-labelledby="refusals"><h2 id="refusals">Refusals</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457); its <code>type</code> leads here.</p>
<div class="wide" tabindex="0" role="region" aria-labelledby="refusals"><table>
<thead><tr><th scope="col">Kind</th><th scope="col">Status</th><th scope="col">What to do</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div></section>`;
}

const REMEDY_OF = new Map<string, string>(Object.entries(REMEDIES));
const remedy = (kind: string) => REMEDY_OF.get(kind) ?? "";

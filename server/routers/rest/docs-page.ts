import { z } from "zod";
import { SCOPES } from "#core/token-scopes";
import { WITHOUT } from "#server/routers/rest/by-procedure";
import { contents, hashOf, inWords, SCRIPT } from "#server/routers/rest/docs-contents";
import { fieldOf, fieldsOf, wordsOf } from "#server/routers/rest/docs-shapes";
import { STYLE } from "#server/routers/rest/docs-style";
import { text } from "#server/routers/rest/docs-text";
import { document } from "#server/routers/rest/openapi";
import { REMEDIES } from "#server/routers/rest/openapi-parts";
import { PROBLEMS } from "#server/routers/rest/problem";
import { type Route, TAGS } from "#server/routers/rest/route";
import { ROUTES } from "#server/routers/rest/table";

let made: { html: string; policy: string } | undefined;

/** The operations as a page for people, from the table that answers them. It holds no content, and reads without its script. */
export function docsPage(): { html: string; policy: string } {
  made ??= { html: page(), policy: policy() };
  return made;
}

function policy(): string {
  return `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function page(): string {
  const written = OPERATIONS.parse(document());
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
<div class="sheet">
${contents(ROUTES)}
<main>
${BEGIN}
${TAGS.map((tag) => section(tag, written)).join("\n")}
${APART}
${shapes(written)}
${refusals()}
</main>
</div>
<script>${SCRIPT}</script>
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

const APART = `<section aria-labelledby="apart"><h2 id="apart">At a browser alone</h2>
<p>What the application does and no operation here does:</p>
<ul>${Object.values(WITHOUT)
  .map((why) => `<li>${text(why)}</li>`)
  .join("\n")}</ul></section>`;

function section(tag: Route["tag"], written: Written): string {
  const routes = ROUTES.filter((route) => route.tag === tag);
  return `<section aria-labelledby="${tag.toLowerCase()}"><h2 id="${tag.toLowerCase()}">${tag}</h2>
${routes.map((route) => article(route, written)).join("\n")}</section>`;
}

function article(route: Route, written: Written): string {
  const { method, path, operationId, summary, description, scope, produces, example, status, body } = route;
  const { parameters, requestBody, responses } = written.paths[path]?.[method.toLowerCase()] ?? NONE;
  const types = produces.map((type) => `<code>${type}</code>`).join(" or ");
  const asked = parameters.flatMap(({ name, in: place, schema, required = false, description: said }) => {
    const words = place === "header" ? `A header. ${said}` : said;
    return name && place !== "path" ? [fieldOf(name, { ...Object(schema), description: words }, !required)] : [];
  });
  const given = requestBody?.content[JSON_TYPE]?.schema;
  const files = Object.keys(requestBody?.content ?? {}).filter((type) => type !== JSON_TYPE);
  const answers = responses[status]?.content;
  const answer = answers?.[JSON_TYPE]?.schema ?? answers?.["text/event-stream"]?.["x-event"];
  const lines = [
    `<h3><a href="#${operationId}">${inWords(operationId)}</a></h3>`,
    `<p class="call"><span class="method ${method.toLowerCase()}">${method}</span> <code>${text(path).replaceAll("/", "/<wbr>")}</code></p>`,
    `<p>${text(`${summary}.${description ? ` ${description}` : ""}`)}</p>`,
    `<p class="small">Scope <code>${scope}</code> · answers in ${types} · <code>${operationId}</code></p>`,
    folded("Parameters", asked.length > 0 ? `<dl>${asked.join("\n")}</dl>` : ""),
    folded("Body", body && given ? fieldsOf(given, true) : ""),
    folded(
      "Body",
      files.length > 0 ? `<p class="small">A file: ${files.map((type) => `<code>${type}</code>`).join(", ")}.</p>` : "",
    ),
    example === null
      ? ""
      : `<p class="small such">Such as</p><pre tabindex="0" role="group" aria-label="Example of a body"><code>${text(JSON.stringify(example, null, 2))}</code></pre>`,
    answer ? folded("Answer", `<p class="small">${status}: ${wordsOf(answer)}.</p>${fieldsOf(answer, false)}`) : "",
  ];
  return `<article id="${operationId}">${lines.filter(Boolean).join("\n")}</article>`;
}

const folded = (name: string, content: string) =>
  content ? `<details><summary>${name}</summary>${content}</details>` : "";

function shapes({ components }: Written): string {
  const parts = Object.entries(components.schemas).map(
    ([name, schema]) => `<article id="shape-${name}"><h3>${name}</h3>${fieldsOf(schema, false)}</article>`,
  );
  return `<section aria-labelledby="shapes"><h2 id="shapes">Shapes</h2>${parts.join("\n")}</section>`;
}

const JSON_TYPE = "application/json";
const content = z.record(z.string(), z.object({ schema: z.unknown().optional(), "x-event": z.unknown().optional() }));
const OPERATION = z.object({
  parameters: z.array(
    z.object({
      name: z.string().optional(),
      in: z.string().optional(),
      required: z.boolean().optional(),
      description: z.string().optional(),
      schema: z.unknown().optional(),
    }),
  ),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});
/** What of the document the page shows. */
const OPERATIONS = z.object({
  paths: z.record(z.string(), z.record(z.string(), OPERATION)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
type Written = z.output<typeof OPERATIONS>;
const NONE: z.output<typeof OPERATION> = { parameters: [], responses: {} };

function refusals(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([kind, { status, title }]) =>
      `<tr id="${kind}"><th scope="row"><code>${kind}</code></th><td>${status}</td><td>${text(title)}. ${text(remedy(kind))}</td></tr>`,
  );
  return `<section aria-labelledby="refusals"><h2 id="refusals">Refusals</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457); its <code>type</code> leads here.</p>
<div class="wide" tabindex="0" role="group" aria-label="Kinds of refusal"><table>
<thead><tr><th scope="col">Kind</th><th scope="col">Status</th><th scope="col">What to do</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div></section>`;
}

const REMEDY_OF = new Map<string, string>(Object.entries(REMEDIES));
const remedy = (kind: string) => REMEDY_OF.get(kind) ?? "";

import { PROBLEMS, type ProblemKind } from "#server/routers/rest/problem";

type Json = Record<string, unknown>;

/** RFC 9457. */
export const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance"],
  properties: {
    type: { type: "string", format: "uri-reference", description: "Which kind of refusal: a place on the docs page." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string", format: "uri-reference", description: "The call that was refused." },
    errors: {
      type: "array",
      description: "What is wrong, field by field.",
      items: {
        type: "object",
        required: ["field", "message"],
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

export const IDEMPOTENCY_KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Sent again with the same key, the same call changes nothing again and gets the first answer, for 24 hours. Any 1 to 255 printable characters; a UUID is a good one.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const header = (description: string): Json => ({ description, schema: { type: "string" } });

export const HEADERS: Json = {
  "RateLimit-Policy": header('What the token may: `"read";q=600;w=60` is 600 reads in 60 seconds.'),
  RateLimit: header('What is left: `"read";r=599;t=60`, and the seconds until it is whole again.'),
  "Retry-After": header("Seconds to wait."),
  ETag: header("Names this answer; send it as If-None-Match to be told when it is the same."),
  Link: header('`rel="next"`: the next page.'),
  Location: header("Where what was made is read."),
  "Idempotency-Replayed": header("`true` where this is the first answer again."),
  "WWW-Authenticate": header("Which token is needed, and with which scope."),
  Allow: header("The methods that there are."),
};

const ref = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** Headers that come with some refusals. */
const WITH: Readonly<Record<number, readonly string[]>> = {
  401: ["WWW-Authenticate"],
  403: ["WWW-Authenticate"],
  405: ["Allow"],
  409: ["Retry-After"],
  429: ["Retry-After", "RateLimit-Policy", "RateLimit"],
};

/** The kinds of refusal by status. */
const BY_STATUS = Map.groupBy(Object.entries(PROBLEMS), ([, { status }]) => status);

const nameOf = (kinds: readonly [string, unknown][]) =>
  (kinds[0]?.[0] ?? "").replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What each status is called among the components. */
export const NAMES: ReadonlyMap<number, string> = new Map([
  [304, "NotModified"],
  ...[...BY_STATUS].map(([status, kinds]) => [status, nameOf(kinds)] as const),
]);

export const PROBLEM_ANSWERS: Json = {
  NotModified: { description: "The answer is the one that you have." },
  ...Object.fromEntries(
    [...BY_STATUS].map(([status, kinds]) => [
      nameOf(kinds),
      {
        description: kinds.map(([kind, { title }]) => `${title} (\`${kind}\`).`).join(" "),
        headers: Object.fromEntries((WITH[status] ?? []).map((name) => [name, ref(name)])),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  ),
};

/** What to do about each kind, for the docs page. */
export const REMEDIES: Readonly<Record<ProblemKind, string>> = {
  "bad-request": "A parameter or header is wrong, or the body is no JSON: `errors` names what.",
  unauthorized: "Send `Authorization: Bearer bw_…` with a token that is neither revoked nor past its time.",
  forbidden: "Your role in the team does not allow it. Another token would not either.",
  "insufficient-scope": "You may, but this token may not: make one with the scope that `WWW-Authenticate` names.",
  "not-found": "There is nothing at this address that you may see.",
  "method-not-allowed": "`Allow` says what there is.",
  "not-acceptable": "Ask for one of the types that the operation answers in, or for any.",
  conflict: "What you ask for does not go with how things stand: `detail` says what stands.",
  "idempotency-key-in-use": "Wait a moment and send it again: you get the first call's answer.",
  "too-large": "Send less: the operation says how much it takes.",
  "unsupported-media-type":
    "Send `Content-Type: application/json`, or the type of a file where one is taken (`Accept-Post` says which), not compressed.",
  "invalid-input": "`errors` names each field and what it takes. Nothing was saved.",
  "idempotency-key-reused": "A key stands for one call: take a new one for another.",
  "too-many-requests": "Wait for the seconds of `Retry-After`.",
  "internal-error": "It is our fault. See what there is before you send it again.",
  unavailable: "Try again in a moment.",
};

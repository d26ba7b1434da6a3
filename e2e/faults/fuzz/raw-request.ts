import { connect } from "node:net";
import fc from "fast-check";

const METHODS = [
  ...Array<string>(12).fill("GET"),
  ...["POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"],
  ...["PROPFIND", "PURGE", "get", "", "G ET", "GET\u0000", "PRI", "A".repeat(300), "\u00e9"],
];
const PIECES = [
  ...["%", "%0", "%00", "%zz", "%c0%af", "%ff%fe", "%2e%2e%2f", "..", "//", "\\", "/./", "/", "\u0000", "\u00ff"],
  ...["?", "?=", "?a", "?a=%", "?a=%ff", "?a[]=1&a[__proto__]=2", "?__proto__=1&constructor=2", "?at=&at=1&at[]=2"],
  ...["?page=-1", "?page=1e309", "?page=NaN", "?next=//elsewhere.example", "?team=%00", "?input=%7B", "?batch=1"],
  ...["?batch=1&input=%7B%220%22%3A1%7D", "#", ";", "'", '"', "<", "{", "|", "^", "~", "*", "@", ":", "&", "=", "+"],
  ...["a".repeat(9_000), "a/".repeat(2_000), "%41".repeat(3_000), "\u202e", ".rsc", ".json", ".map", "_next/", "_rsc"],
];
const HEADERS: readonly [name: string, values: readonly string[]][] = [
  ["Host", ["", "a b", "elsewhere.example", "[::1", "x:99999", "'; script-src *", "a,b", "\u00e9"]],
  ["Content-Length", ["-1", "1e3", "5, 6", "00", "0x10", "99999999999999999999", "4"]],
  ["Transfer-Encoding", ["chunked", "chunked, gzip", "xchunked", "identity", "chunked\u0000"]],
  [
    "Content-Type",
    ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "a".repeat(2_000)],
  ],
  ["Content-Encoding", ["gzip", "br", "zstd", "nothing"]],
  [
    "Cookie",
    [
      "next-auth.session-token=x",
      "next-auth.session-token=a.b.c.d.e",
      "=",
      ";;;",
      "%=%ff",
      "team=%00; theme=<; zone=x",
      "a=".repeat(900),
    ],
  ],
  ["Origin", ["null", "http://elsewhere.example", "//", "\u0000", "OWN", "OWN", "OWN"]],
  ["Sec-Fetch-Site", ["cross-site", "same-origin", "x"]],
  ["Authorization", ["Bearer", "Bearer x", "Basic OjpA", "Negotiate", `Bearer ${"a".repeat(4_000)}`]],
  ["Accept", ["", "*/*;q=", "text/x-component", "text/event-stream", "application/\u0000"]],
  ["Accept-Language", ["", "*", "x-".repeat(500), "en;q=NaN", "\u00ff"]],
  ["Range", ["bytes=0-", "bytes=9-1", "bytes=0-0,1-1,2-2", "x"]],
  ["If-None-Match", ["*", '"', 'W/"x"']],
  ["If-Modified-Since", ["never", "Sat, 31 Feb 2026 00:00:00 GMT"]],
  ["Expect", ["100-continue", "x"]],
  ["Connection", ["close", "upgrade", "keep-alive, Upgrade", "x"]],
  ["Upgrade", ["websocket", "h2c", "x"]],
  ["Sec-WebSocket-Key", ["x", "dGhlIHNhbXBsZSBub25jZQ=="]],
  ["Sec-WebSocket-Version", ["13", "99"]],
  ["X-Forwarded-For", ["1.2.3.4", "x, y, z", "::1%eth0", ",".repeat(500), "127.0.0.1"]],
  ["X-Forwarded-Host", ["elsewhere.example", "a b"]],
  ["X-Forwarded-Proto", ["https", "x"]],
  ["X-Bellwether-Address", ["1.2.3.4"]],
  ["X-Bellwether-Path", ["//elsewhere.example"]],
  ["RSC", ["1", "0", "x"]],
  ["Next-Router-State-Tree", ["x", "%5B%22%22%5D", "%", "[]", "%7B%7D"]],
  ["Next-Router-Prefetch", ["1", "2", "x"]],
  ["Next-Router-Segment-Prefetch", ["/_tree", "x", "/../.."]],
  ["Next-Url", ["/", "x", "//elsewhere.example"]],
  ["Next-Action", ["x", "a".repeat(42), ""]],
  ["X-Nextjs-Data", ["1"]],
  ["X-Middleware-Subrequest", ["src/middleware", "1"]],
  ["Purpose", ["prefetch"]],
  ["Idempotency-Key", ["", "a".repeat(3_000), "\u0000"]],
  ["Last-Event-Id", ["x", "-1", "\u0000"]],
];
const BROKEN_LINES = [
  "no colon here",
  ": nameless",
  "A\u0000B: 1",
  " folded: yes",
  "A: 1\rB: 2",
  "A: \u0001",
  "A:",
  `${"A".repeat(20_000)}: 1`,
];
const BODIES = [
  "",
  "x",
  "{}",
  "0\r\n\r\n",
  "5\r\nhello\r\n0\r\n\r\n",
  "ffffffffffffffffff\r\nx",
  "-1\r\n\r\n",
  "5;x=\u0000\r\nhel",
  "--\r\n\r\n----",
];

const headerLine = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...HEADERS)
      .chain(([name, values]) => fc.constantFrom(...values).map((value) => `${name}: ${value}`)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN_LINES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary-ascii", maxLength: 40 }) },
);

/** Bytes as somebody sends them who knows HTTP and does not keep to it. `OWN` stands for the server's own origin. */
export function rawRequest(paths: readonly string[]): fc.Arbitrary<string> {
  const path = fc
    .tuple(fc.constantFrom(...paths), fc.array(fc.constantFrom(...PIECES), { maxLength: 2 }), fc.nat({ max: 99 }))
    .map(([base, pieces, cut]) => {
      const at = Math.floor((base.length * cut) / 99);
      if (cut > 95) return ["*", "http://elsewhere.example/", "", "x", "elsewhere.example:443"][cut - 96] ?? "*";
      return cut > 40 ? base + pieces.join("") : base.slice(0, at) + pieces.join("") + base.slice(at);
    });
  const version = fc.constantFrom(
    ...Array<string>(8).fill("HTTP/1.1"),
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/2.0",
    "HTTP/x",
    "",
  );
  const one = fc
    .tuple(
      fc.constantFrom(...METHODS),
      path,
      version,
      fc.boolean(),
      fc.array(headerLine, { maxLength: 4 }),
      fc.constantFrom(...BODIES),
    )
    .map(([method, target, spoken, host, lines, body]) => {
      const head = [`${method} ${target} ${spoken}`, ...(host ? ["Host: OWNHOST"] : []), ...lines];
      return `${head.join("\r\n")}\r\n\r\n${body}`;
    });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((requests) => requests.join(""));
}

/** Everything that the server answers to these bytes, after which the client says no more. */
export function answerTo(url: string, bytes: string): Promise<string> {
  const { hostname, port, origin, host } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let said = "";
    // A stream of events, or whoever waits for the rest, says no more: what was said by then counts.
    socket.setTimeout(1_500, () => socket.destroy());
    socket.on("data", (data) => {
      said += data.toString("latin1");
      if (said.length > 200_000) socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
    socket.write(Buffer.from(bytes.replaceAll("OWNHOST", host).replaceAll("OWN", origin), "latin1"));
    // Who hangs up at once is not answered by everybody: after the first words, or none in a while.
    const hangUp = setTimeout(() => socket.end(), 400);
    socket.once("data", () => {
      clearTimeout(hangUp);
      socket.end();
    });
  });
}

/** The status of every answer in what a server said. */
export const statusesIn = (said: string): number[] =>
  [...said.matchAll(/(?:^|\r\n\r\n|[^\r\n])HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));

import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Sources that run on the server, without those that only build or test it. */
const SOURCES = globSync(["{server,core,app,prisma}/**/*.{ts,tsx}"], {
  exclude: [
    "**/*.test.ts",
    "**/*.test.tsx",
    "server/bootstrap/**",
    "prisma/client/**",
    "**/test-*.ts",
    "**/*.contract.ts",
  ],
}).map((file) => ({ file, text: readFileSync(file, "utf8") }));

const withText = (pattern: RegExp): string[] =>
  SOURCES.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

it("sources are looked at", () => {
  expect(SOURCES.length).toBeGreaterThan(300);
});

/**
 * What opens connections to elsewhere, and by whose word. An address that a person gives, in a brief, a note, a verdict, is kept and
 * linked, and never fetched: there is nothing to forge a request with.
 */
it("the server opens connections only where its configuration says so", () => {
  const out =
    /(?<![.\w])fetch\(|from ["'](?:node:)?(?:https?|net|tls|dgram|undici|axios|got|node-fetch|nodemailer|ioredis|openid-client)["']/;
  const typesAlone = /^import (?:type )?\{[^}]*\} from "node:http";$/gm;
  const opening = SOURCES.filter(({ text }) => out.test(text.replace(typesAlone, ""))).map(({ file }) => file);
  const BY_CONFIGURATION = [
    /^server\/identity\/oidc/, // OIDC_ISSUER
    /^server\/platform\/mailer\.ts$/, // SMTP_URL
    /^server\/platform\/redis\.ts$/, // REDIS_URL
    /^server\/platform\/client-address\.ts$/, // reads addresses, connects to none
    /^server\/platform\/postgres/, // the embedded database, on this machine
  ];
  expect(opening.filter((file) => !BY_CONFIGURATION.some((known) => known.test(file)))).toEqual([
    "server/collab/follow.ts", // its own function of that name, which asks the database
  ]);
  expect(
    withText(
      /\bhttp\.(?:request|get)\(|\bhttps\b\.(?:request|get)\(|import \{[^}]*\brequest\b[^}]*\} from "node:http"/,
    ),
  ).toEqual([]);
});

it("foreign markup is parsed in a process of its own and nowhere else", () => {
  expect(withText(/from "(?:linkedom|@mozilla\/readability|mammoth|unpdf)"/)).toEqual(["server/briefs/html-text.ts"]);
  expect(withText(/from "#server\/briefs\/html-text"/)).toEqual(["server/briefs/read-upload.ts"]);
  expect(withText(/\breadUpload\b[^;]*from "#server\/briefs\/read-upload"/)).toEqual(["server/briefs/brief-worker.ts"]);
  expect(withText(/from "#server\/exchange\/run-import"/)).toEqual(
    expect.arrayContaining(["server/exchange/import-worker.ts"]),
  );
  expect(withText(/\brunImport\b[^;]*from "#server\/exchange\/run-import"/)).toEqual([
    "server/exchange/import-worker.ts",
  ]);
});

it("no source writes markup of its own making into a page", () => {
  const components = globSync(["{components,app}/**/*.{ts,tsx}"], { exclude: ["**/*.test.*"] });
  const writing = components.filter((file) =>
    /dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(/.test(
      readFileSync(file, "utf8"),
    ),
  );
  expect(writing).toEqual([]);
});

it("links to elsewhere are written in one place, which looks where they lead", () => {
  const components = globSync(["{components,app}/**/*.tsx"], { exclude: ["**/*.test.*"] });
  const linking = components.filter((file) => /noopener|noreferrer|target=[{"]/.test(readFileSync(file, "utf8")));
  expect(linking).toEqual(["components/ui/outside-link.tsx"]);
});

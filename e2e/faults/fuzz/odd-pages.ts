import fc from "fast-check";

/** What pages read from their addresses, and what they do not. */
const NAMES = [
  ...["page", "at", "from", "to", "team", "person", "action", "tag", "sort", "rule", "who", "version", "question"],
  ...["format", "file", "next", "search", "subject", "filter", "span", "bin", "comments", "vsFrom", "input"],
  "constructor",
];
const VALUES = [
  ...["", "-1", "1e309", "NaN", "\u0000", "\ud800".toWellFormed(), "a".repeat(3_000), "9999-99-99", "+275760-09-13"],
  ...["__proto__", "u999999999", "0199a0a0-0000-7000-8000-000000000000", "%", "javascript:alert(1)"],
  ...["//elsewhere.example", "=1", "[]", "all,all,all", "'\"><img src=x>"],
];

const parameter = fc.tuple(
  fc.constantFrom(...NAMES),
  fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: "binary", maxLength: 12 })),
);

/** An address with parameters that nobody meant, and who asks. */
export const oddPage = (paths: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...paths),
      fc.array(parameter, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("lead" as const, "admin" as const),
    )
    .map(([path, parameters, caller]) => {
      const url = new URL(path, "http://localhost");
      for (const [name, value] of parameters) url.searchParams.append(name, value.toWellFormed());
      return { path: url.pathname + url.search, caller };
    });

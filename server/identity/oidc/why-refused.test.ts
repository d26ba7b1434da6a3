import { expect, it } from "vitest";
import { whyRefused } from "#server/identity/oidc/why-refused";

it.each([
  ["state mismatch, expected abc, got: def", "wrong state"],
  ["state missing from the response", "wrong state"],
  ["State cookie was missing.", "wrong state"],
  ["nonce mismatch, expected a, got: b", "wrong nonce"],
  ["PKCE code_verifier cookie was missing.", "wrong PKCE verifier"],
  ["invalid_grant (grant request is invalid)", "used or foreign code"],
  ["aud mismatch, expected a, got: b", "meant for another application"],
  ["unexpected iss value, expected https://a, got: https://b", "from another issuer"],
  ["iss mismatch, expected https://a, got: https://b", "from another issuer"],
  ["JWT expired, now 2, exp 1", "out of its time"],
  ["JWT not active yet, now 1, nbf 2", "out of its time"],
  ["failed to validate JWT signature", "not signed by the issuer"],
  ["unexpected JWT alg received, expected RS256, got: none", "not signed by the issuer"],
  ["sub mismatch, expected a, got: b", "about somebody else"],
  ["missing required JWT property exp", "incomplete answer"],
  ["something new that names a secret-value", "an answer that does not hold"],
])("of “%s” the log says: %s", (message, words) => {
  expect(whyRefused(new Error(message))).toBe(words);
});

it("an error that is none says nothing of itself", () => {
  expect(whyRefused("a secret")).toBe("an answer that does not hold");
});

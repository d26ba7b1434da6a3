import { expect, it } from "vitest";
import { PersonName } from "#server/identity/new-account";
import { readClaims } from "#server/identity/oidc/claims";

const OF = { iss: "https://id.example", sub: "42" };

it("an address that the issuer has not verified is none", () => {
  const email = "Ada@Desk.example";
  expect(readClaims({ ...OF, email }, "groups").email).toBe("ada@desk.example");
  expect(readClaims({ ...OF, email, email_verified: true }, "groups").email).toBe("ada@desk.example");
  expect(readClaims({ ...OF, email, email_verified: false }, "groups").email).toBeNull();
  expect(readClaims({ ...OF, email, email_verified: "false" }, "groups").email).toBeNull();
  expect(readClaims({ ...OF, email: "no address" }, "groups").email).toBeNull();
});

it("a person is called by the best name that the issuer knows", () => {
  expect(readClaims({ ...OF, name: " Ada ", preferred_username: "ada" }, "groups").name).toBe("Ada");
  expect(readClaims({ ...OF, name: " ", email: "x@y.example" }, "groups").name).toBe("Somebody");
  expect(readClaims({ ...OF, name: 7 }, "groups").name).toBe("42");
});

it("a name stays one line that reads forwards, whatever the issuer says", () => {
  expect(readClaims({ ...OF, name: "Ada\r\nSubject: x \u202egnp.exe\u0000" }, "groups").name).toBe(
    "Ada  Subject: x  gnp.exe",
  );
  for (const name of ["Ada\nLovelace", "\u202eada", "A\u2028B", "A\u0000B"])
    expect(PersonName.safeParse(name).success).toBe(false);
  for (const name of ["Ada Lovelace", "  Ада ", "آدا", "O’Neil-Ünal 👩‍💻"])
    expect(PersonName.safeParse(name).success).toBe(true);
});

it("groups are read from a claim, a path of claims or a single word", () => {
  expect(readClaims({ ...OF, groups: ["a", 7, "b"] }, "groups").groups).toEqual(["a", "b"]);
  expect(readClaims({ ...OF, realm_access: { roles: ["a"] } }, "realm_access.roles").groups).toEqual(["a"]);
  expect(readClaims({ ...OF, "https://x.example/groups": "a" }, "https://x.example/groups").groups).toEqual(["a"]);
  for (const groups of [undefined, null, 7, {}]) expect(readClaims({ ...OF, groups }, "groups").groups).toEqual([]);
  expect(readClaims(OF, "constructor.name").groups).toEqual([]);
});

it.each([{}, { iss: "x" }, { sub: "x" }, null, "x"])("%j is nobody", (claims) => {
  expect(() => readClaims(claims, "groups")).toThrow();
});

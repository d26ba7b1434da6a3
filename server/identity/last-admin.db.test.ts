import fc from "fast-check";
import { expect, it } from "vitest";
import { looks } from "#core/scoring/log.arbitrary";
import { erasePerson } from "#server/identity/erasure/erase-person";
import { changeOrgRole, disableUser, setOrgRole } from "#server/identity/manage-user";
import { db } from "#server/platform/db";
import { addPerson, type Person } from "../../e2e/fixtures/world-people";

/** Every way of losing an administrator, by one and about one. */
const WAYS = {
  demote: (actor: Person, { userId }: Person) => setOrgRole({ actor }, { userId, orgRole: "MEMBER" }),
  lead: (actor: Person, { userId }: Person) => setOrgRole({ actor }, { userId, orgRole: "LEADER" }),
  disable: (actor: Person, { userId }: Person) => disableUser({ actor }, { userId }),
  erase: (actor: Person, { userId, name }: Person) => erasePerson({ actor }, { userId, name, reason: "They left." }),
  groups: (_: Person, { userId }: Person) =>
    db.$transaction((tx) => changeOrgRole(tx, { actorId: null, userId, orgRole: "MEMBER" })),
} as const;
const NAMES = ["demote", "lead", "disable", "erase", "groups"] as const;

it("an administrator is left, whoever takes whom away at once, in whatever way", async () => {
  const acts = fc.array(fc.record({ way: fc.constantFrom(...NAMES), by: fc.nat(2), whom: fc.nat(2) }), {
    minLength: 3,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (tried) => {
      await db.user.updateMany({ where: { orgRole: "ADMIN" }, data: { orgRole: "MEMBER" } });
      const admins = await Promise.all(
        ["One", "Two", "Three"].map((name) => addPerson(db, { name, orgRole: "ADMIN" })),
      );
      const work = tried.flatMap(({ way, by, whom }) => {
        const [actor, target] = [admins[by], admins[whom]];
        return actor && target ? [WAYS[way](actor, target)] : [];
      });
      const refusals = (await Promise.allSettled(work)).flatMap((one) =>
        one.status === "rejected" ? [one.reason] : [],
      );
      for (const refusal of refusals) expect(["CONFLICT", "NOT_FOUND"]).toContain(refusal.code);
      expect(await db.user.count({ where: { orgRole: "ADMIN", disabledAt: null } })).toBeGreaterThanOrEqual(1);
    }),
    looks(0.12),
  );
});

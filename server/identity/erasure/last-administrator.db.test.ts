import { expect, it } from "vitest";
import { erasePerson } from "#server/identity/erasure/erase-person";
import { db } from "#server/platform/db";
import { addPerson, type Person } from "../../../e2e/fixtures/world-people";

it("the last administrator cannot be erased, also when two erase each other at once", async () => {
  await db.user.updateMany({
    where: { orgRole: "ADMIN" },
    data: { disabledAt: new Date() },
  });
  const [one, two] = [
    await addPerson(db, { name: "One", orgRole: "ADMIN" }),
    await addPerson(db, { name: "Two", orgRole: "ADMIN" }),
  ];
  const gone = (actor: Person, who: Person) =>
    erasePerson({ actor }, { userId: who.userId, name: who.name, reason: "They left." });
  const both = await Promise.allSettled([gone(one, two), gone(two, one)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await db.user.count({ where: { orgRole: "ADMIN", disabledAt: null } })).toBe(1);
});

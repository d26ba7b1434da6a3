import { afterAll, beforeAll, expect, it } from "vitest";
import { requestReset, resetPassword } from "#server/identity/links/password-reset";
import { db } from "#server/platform/db";
import { startMailSink } from "../../../e2e/fixtures/mail-sink";
import { addPerson } from "../../../e2e/fixtures/world-people";

let mail: Awaited<ReturnType<typeof startMailSink>>;
beforeAll(async () => {
  mail = await startMailSink();
  process.env.SMTP_URL = mail.url; // before anything here reads the environment
});
afterAll(() => mail.stop());

it("a reset is mailed to who has an account, and nobody can tell from the answer", async () => {
  const person = await addPerson(db, { name: "Forgetful" });
  const gone = await addPerson(db, { name: "Gone", disabled: true });
  expect(await requestReset({ email: "nobody@desk.example", address: "a" })).toBeUndefined();
  expect(await requestReset({ email: gone.email, address: "a" })).toBeUndefined();
  expect(await requestReset({ email: person.email, address: "a" })).toBeUndefined();
  const token = /\/reset-password\/([\w-]+)/.exec(await mail.linkTo(person.email))?.[1] ?? "";
  expect(mail.untaken(), "and to nobody else").toBe(0);
  expect(await resetPassword({ token, password: "a long new password" })).toEqual({
    ticket: expect.any(String),
  });
});

it("an account is not flooded with letters", async () => {
  const person = await addPerson(db, { name: "Flooded" });
  const asks = Array.from({ length: 5 }, () => requestReset({ email: person.email, address: "b" }));
  const results = await Promise.allSettled(asks);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(2);
  await mail.linkTo(person.email);
});

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requestReset, resetPassword } from "#server/identity/links/password-reset";
import { db } from "#server/platform/db";
import { addPerson } from "../../../e2e/fixtures/world-people";

const letters: { to: string[]; text: string }[] = [];
let arrived = Promise.withResolvers<void>();
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, session, done) {
    let text = "";
    stream.on("data", (chunk) => {
      text += chunk;
    });
    stream.on("end", () => {
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
      done();
      arrived.resolve();
    });
  },
});

beforeAll(async () => {
  sink.listen(0, "127.0.0.1");
  await once(sink.server, "listening");
  const { port } = sink.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`; // before anything here reads the environment
});
afterAll(() => new Promise<void>((done) => sink.close(done)));

it("a reset is mailed to who has an account, and nobody can tell from the answer", async () => {
  const person = await addPerson(db, { name: "Forgetful" });
  const gone = await addPerson(db, { name: "Gone", disabled: true });
  expect(await requestReset({ email: "nobody@desk.example", address: "a" })).toBeUndefined();
  expect(await requestReset({ email: gone.email, address: "a" })).toBeUndefined();
  expect(await requestReset({ email: person.email, address: "a" })).toBeUndefined();
  await arrived.promise;
  expect(letters.map(({ to }) => to)).toEqual([[person.email]]);
  const text = letters[0]?.text.replaceAll(/=\r\n/g, "").replaceAll("=3D", "=") ?? "";
  const token = /\/reset-password\/([\w-]+)/.exec(text)?.[1] ?? "";
  expect(await resetPassword({ token, password: "a long new password" })).toEqual({
    ticket: expect.any(String),
  });
});

it("an account is not flooded with letters", async () => {
  const person = await addPerson(db, { name: "Flooded" });
  arrived = Promise.withResolvers();
  const asks = Array.from({ length: 5 }, () => requestReset({ email: person.email, address: "b" }));
  const results = await Promise.allSettled(asks);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(2);
  await arrived.promise;
});

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { createTransport } from "nodemailer";
import { expect, it } from "vitest";
import { z } from "zod";
import { db, pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { logTo } from "#server/platform/log";
import { quietConsole } from "#server/platform/quiet-console";
import { StartError } from "#server/platform/start-error";

const MARK = "only-in-the-content-0.7314";

function listening() {
  let said = "";
  const write = (line: string) => {
    said += line;
  };
  return { log: logTo({ write }, "trace"), said: () => said };
}

const thrownBy = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};

/** Everything here throws with the mark in its message or in what it carries: that is checked too. */
const FAILING: Record<string, () => unknown> = {
  "a row that is there already, by SQL": async () => {
    await pool.query(`CREATE TEMPORARY TABLE IF NOT EXISTS "marks" ("mark" text PRIMARY KEY)`).catch(() => {});
    await pool.query(`WITH twice AS (SELECT $1::text AS mark) SELECT mark::int FROM twice`, [MARK]);
  },
  "a value that the database cannot read": () => pool.query(`SELECT $1::uuid`, [MARK]),
  "a statement with the words in it": () => pool.query(`SELECT "${MARK}" FROM nowhere`),
  "the client of the database, before it asks": () =>
    db.user.create({ data: Object.assign({ name: MARK }, JSON.parse('{"email":{"odd":1}}')) }),
  "the client of the database, told no": async () => {
    const id = randomUUID();
    const twice = { id, name: MARK, email: `${MARK}@x.example` };
    await db.user.create({ data: twice });
    await db.user.create({ data: twice });
  },
  "a raw statement of that client": () => db.$queryRawUnsafe(`SELECT '${MARK}'::int`),
  "a text that is no JSON": () => JSON.parse(MARK),
  "an input that does not fit": () =>
    z
      .object({ [MARK]: z.number() })
      .strict()
      .parse({ [MARK]: MARK, more: MARK }),
  "an address that is none": () => new URL(`http://[${MARK}`),
  "a refusal of ours": () => {
    throw new AppError("INVALID", `“${MARK}” is not a name.`, MARK);
  },
  "a number out of bounds": () => {
    throw new RangeError(`a probability is between 0 and 1, got ${MARK}`);
  },
  "an error with words at its end that look like a place": () => {
    throw new Error(`first line\n    at ${MARK}:1:2\n    at file:///${MARK}:1:2`);
  },
  "an error in an error": () => {
    throw new Error("outside", { cause: Object.assign(new Error(MARK), { detail: MARK, code: `${MARK} code` }) });
  },
  "something that is no error": () => {
    throw { message: MARK };
  },
  "a mail server that is not there": () =>
    createTransport({ host: "127.0.0.1", port: 1 }).sendMail({ to: `${MARK}@x.example`, from: MARK, text: MARK }),
};

it.each(Object.entries(FAILING))("of %s the log has kind and place, and no content", async (_, act) => {
  const error = await thrownBy(act);
  const { log, said } = listening();
  log.error({ error }, "it failed");
  log.error({ err: error }, "it failed under another name");
  expect(said()).not.toContain(MARK);
  expect(said()).not.toContain("0.7314");
  const [line] = said().split("\n");
  const entry: unknown = JSON.parse(line ?? "");
  expect(entry).toMatchObject({ msg: "it failed", error: { type: expect.any(String) } });
  if (error instanceof Error) expect(entry).toMatchObject({ error: { at: expect.any(Array) } });
});

it("what the machine refuses, and what is said to who starts the server, keeps its words", async () => {
  const { log, said } = listening();
  log.error({ error: await thrownBy(() => readFile("/nowhere/at-all")) }, "it failed");
  const refused = new Promise((_, reject) => connect(1, "127.0.0.1").on("error", reject));
  log.error({ error: await thrownBy(() => refused) }, "it failed");
  log.error({ error: new StartError("Port 80 is taken.") }, "it failed");
  expect(said()).toContain("ENOENT: no such file or directory, open '/nowhere/at-all'");
  expect(said()).toContain("connect ECONNREFUSED 127.0.0.1:1");
  expect(said()).toContain("Port 80 is taken.");
});

it("a library that speaks on the console reaches the log without its words", () => {
  const { error, warn } = console;
  const { log, said } = listening();
  try {
    quietConsole(log);
    console.error(new Error(MARK));
    console.error("⨯", MARK, { digest: "1", words: MARK });
    console.warn(MARK);
  } finally {
    Object.assign(console, { error, warn });
  }
  expect(said().trim().split("\n")).toHaveLength(3);
  expect(said()).not.toContain(MARK);
});

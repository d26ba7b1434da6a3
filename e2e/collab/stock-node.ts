import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";
import pg from "pg";
import { z } from "zod";
import { answerQuestions } from "./answers";

/**
 * Hocuspocus as it comes, as a process of its own: what ours is held against. In memory only, or with its own extension that
 * stores the whole state of a document in a table, some seconds after an edit.
 */
const { port, stored } = z.object({ port: z.number(), stored: z.boolean() }).parse(JSON.parse(process.argv[2] ?? "{}"));

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
pool.on("error", () => {}); // the next query opens another

const database = new Database({
  async fetch({ documentName }) {
    const { rows } = await pool.query<{ state: Buffer }>("SELECT state FROM stock_document WHERE name = $1", [
      documentName,
    ]);
    return rows[0]?.state ?? null;
  },
  async store({ documentName, state }) {
    await pool.query(
      "INSERT INTO stock_document (name, state) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET state = $2",
      [documentName, state],
    );
  },
});
if (stored) await pool.query("CREATE TABLE IF NOT EXISTS stock_document (name text PRIMARY KEY, state bytea NOT NULL)");

const server = new Server({
  port,
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: false,
  extensions: stored ? [database] : [],
});
await server.listen();
answerQuestions(() => process.exit(0));
process.send?.({ port: server.address.port });

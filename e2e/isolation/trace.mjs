// @ts-check
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";
import { serialize } from "node:v8";
import pg from "pg";

/**
 * Loaded into a server under test before anything else: writes down every statement that a request with the header `x-trace`
 * sends to PostgreSQL, one a line, under that header's value. It is `./record` for another process.
 */
/** @type {AsyncLocalStorage<string | undefined>} */
const requests = new AsyncLocalStorage();
const file = process.env.TRACE_STATEMENTS ?? "";

subscribe("http.server.request.start", (message) => {
  const { request } = /** @type {{ request: import("node:http").IncomingMessage }} */ (message);
  const trace = request.headers["x-trace"];
  requests.enterWith(typeof trace === "string" ? trace : undefined);
});

/** @type {{ query: (...args: unknown[]) => unknown }} */
const prototype = pg.Client.prototype;
const send = prototype.query;
prototype.query = function query(...args) {
  const trace = requests.getStore();
  const statement = trace === undefined ? null : statementOf(args[0], args[1]);
  if (statement) appendFileSync(file, `${trace} ${serialize(statement).toString("base64")}\n`);
  return Reflect.apply(send, this, args);
};

/** @param {unknown} asked @param {unknown} values */
function statementOf(asked, values) {
  if (typeof asked === "string") return { text: asked, values: Array.isArray(values) ? values : [] };
  if (typeof asked !== "object" || asked === null || !("text" in asked) || typeof asked.text !== "string") return null;
  const own = "values" in asked ? asked.values : values;
  return { text: asked.text, values: Array.isArray(own) ? own : [] };
}

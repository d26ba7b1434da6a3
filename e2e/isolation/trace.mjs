// @ts-check
import { AsyncLocalStorage } from "node:async_hooks";
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Server } from "node:http";
import { serialize } from "node:v8";

/**
 * Loaded into a server under test before anything else: writes down every statement that a request with the header `x-trace`
 * sends to PostgreSQL, one a line, under that header's value. The same names are patched that `./record` patches in a test.
 */
const requests = new AsyncLocalStorage();
const file = process.env.TRACE_STATEMENTS ?? "";
const pg = createRequire(import.meta.url)("pg");

const emit = Server.prototype.emit;
Server.prototype.emit = function traced(event, ...args) {
  const trace = event === "request" ? args[0].headers["x-trace"] : undefined;
  if (typeof trace !== "string") return Reflect.apply(emit, this, [event, ...args]);
  return requests.run(trace, () => Reflect.apply(emit, this, [event, ...args]));
};

const send = pg.Client.prototype.query;
pg.Client.prototype.query = function query(/** @type {unknown[]} */ ...args) {
  const trace = requests.getStore();
  const [asked, values] = args;
  if (trace !== undefined) {
    const text = typeof asked === "string" ? asked : asked && typeof asked === "object" && "text" in asked ? asked.text : null;
    const own = asked && typeof asked === "object" && "values" in asked ? asked.values : values;
    if (typeof text === "string")
      appendFileSync(file, `${trace} ${serialize({ text, values: Array.isArray(own) ? own : [] }).toString("base64")}\n`);
  }
  return Reflect.apply(send, this, args);
};

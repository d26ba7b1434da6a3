import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import type { Statement } from "./fence";

const recording = new AsyncLocalStorage<Statement[]>();
let installed = false;

/**
 * Notes every statement that goes to PostgreSQL while a piece of work runs, from wherever in it.
 *
 * @returns what the work gave and what it asked, each different statement once
 */
export async function recorded<T>(work: () => Promise<T>): Promise<{ given: T; asked: Statement[] }> {
  install();
  const asked: Statement[] = [];
  const given = await recording.run(asked, async () => await work()); // Prisma begins when it is awaited
  return { given, asked };
}

function install(): void {
  if (installed) return;
  installed = true;
  const prototype: { query: (...args: unknown[]) => unknown } = pg.Client.prototype;
  const send = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const into = recording.getStore();
    const statement = into && statementOf(args[0], args[1]);
    if (into && statement) into.push(statement);
    return Reflect.apply(send, this, args);
  };
}

function statementOf(asked: unknown, values: unknown): Statement | null {
  if (typeof asked === "string") return { text: asked, values: Array.isArray(values) ? values : [] };
  if (typeof asked !== "object" || asked === null || !("text" in asked)) return null;
  const { text, values: own }: { text?: unknown; values?: unknown } = asked;
  if (typeof text !== "string") return null;
  return { text, values: Array.isArray(own) ? own : Array.isArray(values) ? values : [] };
}

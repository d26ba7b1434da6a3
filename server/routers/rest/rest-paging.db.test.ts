import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TokenActor, tokenActor } from "#server/identity/tokens/token-actor";
import { db } from "#server/platform/db";
import { Sent } from "#server/routers/rest/route";
import { ROUTES } from "#server/routers/rest/table";
import { type ListedItems, listedItems } from "../../../e2e/fixtures/listed-items";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { buildWorld } from "../../../e2e/fixtures/world";
import { recorded } from "../../../e2e/isolation/record";

const LISTS = ROUTES.filter(({ query }) => "cursor" in query.shape);
/** Worked out of a question's forecasts, which every node holds in memory: their pages are cut there. */
const HELD = ["listForecasts", "readCrowd"];
const ITEMS = 6;

const Page = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() });
type Item = z.output<typeof Page>["items"][number];

const actors = new Map<string, TokenActor>();
let lists: Readonly<Record<string, ListedItems>>;
const turns = new Map<string, number>();

beforeAll(async () => {
  const world = await buildWorld(db);
  for (const reader of ["admin", "lead"] as const) {
    const actor = await tokenActor((await newApiToken(db, world.people[reader].userId)).token);
    if (actor) actors.set(reader, actor);
  }
  lists = await listedItems(world);
  for (const { operationId } of LISTS) for (let i = 0; i < ITEMS; i++) await add(operationId);
});

/** @returns whether anything can be added to it */
async function add(operationId: string): Promise<boolean> {
  const list = lists[operationId];
  const turn = (turns.get(operationId) ?? 0) + 1;
  turns.set(operationId, turn);
  await list?.add?.(turn);
  return list?.add != null;
}

async function read({ prepare }: (typeof LISTS)[number], list: ListedItems, limit: number, cursor?: string) {
  const actor = actors.get(list.reader ?? "admin");
  if (!actor) throw new Error("the token was not known");
  const answering = await prepare(actor, list.params);
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  const made = await answering({ query, body: undefined, accept: "application/json" });
  if (made instanceof Sent) throw new TypeError("a list is JSON");
  return Page.parse(made.json);
}

describe.each(LISTS)("$method $path", (route) => {
  const { operationId } = route;
  const list = () => {
    const found = lists[operationId];
    if (!found) throw new Error(`add what is listed by ${operationId} to e2e/fixtures/listed-items.ts`);
    return found;
  };

  /** Page after page; `between` is done after each but the last. */
  async function walk(limit: number, between?: () => Promise<unknown>): Promise<Item[]> {
    const found: Item[] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, next } = await read(route, list(), limit, cursor);
      expect(items.length).toBeLessThanOrEqual(limit);
      found.push(...items);
      if (next === null) return found;
      cursor = next;
      await between?.();
    }
  }

  it("pages of any size hold everything once, in the same order", async () => {
    const whole = await walk(200);
    expect(whole.length).toBeGreaterThanOrEqual(ITEMS);
    for (const limit of [1, 2, 3, whole.length - 1, whole.length, whole.length + 1])
      expect(await walk(limit), `${limit} at a time`).toEqual(whole);
  });

  it("what is added meanwhile is met once or not at all, and moves nothing", async () => {
    const { key, newestFirst } = list();
    const before = (await walk(200)).map(key);
    let [added, left] = [0, 3];
    const met = (
      await walk(2, async () => {
        if (left-- > 0 && (await add(operationId))) added += 1;
      })
    ).map(key);
    expect(met.slice(0, before.length)).toEqual(before);
    const more = met.slice(before.length);
    expect(more).toHaveLength(newestFirst ? 0 : added);
    const after = (await walk(200)).map(key);
    expect(after).toHaveLength(before.length + added);
    expect(after).toEqual(newestFirst ? [...after.slice(0, added), ...before] : [...before, ...more]);
  });

  it("asks the database as often for many as for one, and for no more than the page and one", async () => {
    const asked = async (limit: number) => (await recorded(() => read(route, list(), limit))).asked;
    await asked(1); // the connection and what is held in memory are there from then on
    const [one, many] = [await asked(1), await asked(5)];
    const texts = (statements: typeof one) => statements.filter(({ text }) => !/^(BEGIN|COMMIT)/.test(text)).length;
    // Prisma asks for no rows of a relation where there are none.
    expect(texts(many)).toBeLessThanOrEqual(texts(one) + 1);
    if (!HELD.includes(operationId)) expect(many.some((statement) => bounds(statement, 5, operationId))).toBe(true);
  });
});

/** Notices look through a stretch for those that may be seen, of the same length whatever the page. */
function bounds({ text, values }: { text: string; values: readonly unknown[] }, limit: number, operationId: string) {
  if (!/\bLIMIT\b/i.test(text)) return false;
  const given = values.map(String);
  return given.includes(String(limit + 1)) || (operationId === "listNotices" && given.includes("500"));
}

import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { briefReading } from "#server/briefs/brief-reading";
import { createBrief } from "#server/briefs/create-brief";
import { createVersion } from "#server/briefs/create-version";
import { readUpload } from "#server/briefs/read-upload";
import { reviewVersion } from "#server/briefs/review-version";
import { db } from "#server/platform/db";
import { chainOfScenario } from "#server/scenarios/chain";
import { createScenario } from "#server/scenarios/create-scenario";
import { addPassage, reanchor } from "#server/scenarios/edit-scenario";
import { questionFixture } from "#server/scores/question.fixture";

const FIRST = [
  "The accord and its fees",
  "",
  "The ferry may stop in winter. Traders would lose a season.",
  "",
  "Fees may be cut by half. Nobody collects them any more.",
  "",
  "The southern prime minister may lose her majority in June.",
].join("\n");
const NEXT = [
  "The accord and its fees",
  "",
  "A new first paragraph says what happened since the spring of that year.",
  "",
  "The ferry may stop in winter. Traders would lose a season.",
  "",
  "The southern prime minister is likely to lose her majority in June.",
].join("\n");

function textInput(text: string) {
  const upload = { kind: "text" as const, text };
  const { digest } = readUpload(upload);
  return { upload, digest, decisions: {}, title: "The accord", author: "", publisher: "", language: "en" };
}

async function world() {
  const q = await questionFixture();
  const lead = await q.person("LEAD");
  const { teamId } = q;
  const { briefId } = await createBrief({ actor: lead, teamId }, textInput(FIRST));
  const brief = { id: briefId, teamId };
  const version = await db.briefVersion.findFirstOrThrow({ where: { briefId } });
  const quote = (words: string, of: { id: string; text: string } = version) => {
    const start = of.text.indexOf(words);
    return { briefVersionId: of.id, start, end: start + words.length, exact: words };
  };
  const scenario = async (words: string) =>
    (await createScenario({ actor: lead, brief }, { statement: `Of ${words}`, quote: quote(words) })).scenarioId;
  const ids = {
    ferry: await scenario("The ferry may stop in winter"),
    fees: await scenario("Fees may be cut by half"),
    majority: await scenario("The southern prime minister may lose her majority in June"),
  };
  const save = (change: Partial<Parameters<typeof createVersion>[1]> = {}) =>
    createVersion(
      { actor: lead, brief },
      { ...textInput(NEXT), base: 1, reason: "New facts.", anchors: {}, ...change },
    );
  const newest = () => db.briefVersion.findFirstOrThrow({ where: { briefId }, orderBy: { number: "desc" } });
  const ctx = (scenarioId: string) => ({ actor: lead, scenario: { id: scenarioId, teamId, briefId } });
  return { q, lead, brief, version, quote, ids, save, newest, ctx };
}

it("the review says of every quote what becomes of it and stores nothing", async () => {
  const { lead: _, brief, ids } = await world();
  const review = await reviewVersion({ brief }, textInput(NEXT));
  const fates = review.anchors.map(({ scenario, fate, was }) => [scenario.id, fate, was]);
  expect(fates).toEqual([
    [ids.ferry, "unchanged", 1],
    [ids.fees, "orphaned", 2],
    [ids.majority, "changed", 3],
  ]);
  const [, , changed] = review.anchors;
  const [best] = changed?.likely ?? [];
  expect(review.text.slice(best?.start, best?.end)).toBe(
    "The southern prime minister is likely to lose her majority in June",
  );
  expect(await db.briefVersion.count({ where: { briefId: brief.id } })).toBe(1);
});

it("a new version carries each quote on: found, orphaned, or put by a person; the old version keeps its own", async () => {
  const { lead, brief, ids, save, newest } = await world();
  const review = await reviewVersion({ brief }, textInput(NEXT));
  const changed = review.anchors.find(({ fate }) => fate === "changed");
  const span = changed?.likely[0] ?? { start: 0, end: 1 };
  const exact = review.text.slice(span.start, span.end);
  expect(await save({ anchors: { [changed?.id ?? randomUUID()]: { ...span, exact } } })).toEqual({
    number: 2,
    kept: 2,
    orphaned: 1,
  });
  const rows = await db.passageAnchor.findMany({
    where: { briefVersionId: (await newest()).id },
    orderBy: { id: "asc" },
  });
  expect(new Map(rows.map(({ scenarioId, state, exact: words }) => [scenarioId, [state, words]]))).toEqual(
    new Map([
      [ids.ferry, ["ANCHORED", "The ferry may stop in winter"]],
      [ids.fees, ["ORPHANED", "Fees may be cut by half"]],
      [ids.majority, ["ANCHORED", exact]],
    ]),
  );
  for (const { carriesId } of rows) expect(carriesId).not.toBeNull();
  const [now, before] = [await briefReading(lead, brief.id), await briefReading(lead, brief.id, 1)];
  expect(now.scenarios.map(({ anchors }) => anchors.length)).toEqual([1, 0, 1]);
  expect(now.orphans.map(({ scenario, exact: words }) => [scenario.id, words])).toEqual([
    [ids.fees, "Fees may be cut by half"],
  ]);
  expect(before.scenarios.map(({ anchors }) => anchors.length)).toEqual([1, 1, 1]);
  expect([before.may.write, before.may.cite, now.may.write]).toEqual([false, false, true]);
  expect(now.versions.map(({ number, reason }) => [number, reason])).toEqual([
    [2, "New facts."],
    [1, null],
  ]);
  const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: now.version.id } });
  expect(entry).toMatchObject({ kind: "brief.version", body: { number: 2 } });
  const audit = await db.auditEntry.findFirstOrThrow({ where: { action: "brief.newVersion", subjectId: brief.id } });
  expect(audit.detail).toEqual({ version: 2, kept: 2, orphaned: 1 });
});

it("as of an instant a scenario stands in the version that the brief then had", async () => {
  const { lead, ids, save } = await world();
  const before = Date.now();
  await db.$queryRaw`SELECT 1 FROM pg_sleep(0.005)`;
  await save();
  expect(await chainOfScenario(lead, ids.fees)).toMatchObject({ briefVersion: 2, quote: { orphaned: true } });
  expect(await chainOfScenario(lead, ids.fees, before)).toMatchObject({
    briefVersion: 1,
    newestBrief: false,
    quote: { orphaned: false, passage: 2, exact: "Fees may be cut by half" },
  });
  expect(await chainOfScenario(lead, ids.ferry)).toMatchObject({ quote: { orphaned: false, passage: 2 } });
});

it("a lead says where an orphan's words now stand, once; the orphan itself is kept", async () => {
  const { lead, brief, ids, save, newest, quote, ctx } = await world();
  await save();
  const version = await newest();
  const orphan = await db.passageAnchor.findFirstOrThrow({ where: { scenarioId: ids.fees, carriedOn: null } });
  const words = quote("Traders would lose a season", version);
  await reanchor(ctx(ids.fees), { anchorId: orphan.id, quote: words });
  expect((await briefReading(lead, brief.id)).orphans.map(({ scenario }) => scenario.id)).toEqual([ids.majority]);
  await expect(reanchor(ctx(ids.fees), { anchorId: orphan.id, quote: words })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(reanchor(ctx(ids.ferry), { anchorId: orphan.id, quote: words })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await db.passageAnchor.findUniqueOrThrow({ where: { id: orphan.id } })).toMatchObject({ state: "ORPHANED" });
  await expect(db.passageAnchor.update({ where: { id: orphan.id }, data: { state: "ANCHORED" } })).rejects.toThrow(
    /append-only/,
  );
});

it("is refused for the same text, an outdated base, words that do not stand there and an old version's words", async () => {
  const { version, ids, save, quote, ctx } = await world();
  await expect(save(textInput(FIRST))).rejects.toMatchObject({ code: "INVALID", field: "text" });
  await expect(save({ digest: "0".repeat(64) })).rejects.toMatchObject({ code: "CONFLICT", field: "text" });
  const [anchor] = await db.passageAnchor.findMany({ where: { scenarioId: ids.fees } });
  const wrong = { start: 0, end: 5, exact: "Wrong" };
  await expect(save({ anchors: { [anchor?.id ?? ""]: wrong } })).rejects.toMatchObject({ code: "INVALID" });
  await save();
  await expect(save({ base: 1 })).rejects.toMatchObject({ code: "CONFLICT", message: /Version 2 was saved meanwhile/ });
  const old = quote("Nobody collects them", version);
  await expect(addPassage(ctx(ids.fees), { quote: old })).rejects.toMatchObject({
    code: "CONFLICT",
    message: /newer version/,
  });
  expect(await db.briefVersion.count({ where: { briefId: version.briefId } })).toBe(2);
});

it("of two versions saved at once one is saved and the other is told to look again", async () => {
  const { save } = await world();
  const outcomes = await Promise.allSettled([save(), save()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { findAnchor } from "#core/anchor";
import type { Actor, OrgRole, TeamRole } from "#core/permissions";
import { readUpload } from "#server/briefs/read-upload";
import { leafHash } from "#server/ledger/leaf";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";

const TEXT = `Who will run the ferry?

Share

By Ada QUILL

The ferry may stop in winter, and the island would then depend on one small aeroplane for its mail. [1]

The council has agreed to buy a second boat. The school may close before it comes. The school may close for good.

[1] “Ice in the sound”, Harbour News, https://harbour.example/ice, (accessed 3 May 2025).

Ada QUILL
Ada QUILL
Ada Quill is a researcher at the Institute for Small Islands.

Similar posts`;

const caller = (actor: Actor | null) => appRouter.createCaller({ actor, address: "127.0.0.1" });
const upload = { kind: "text", text: TEXT } as const;
const { digest } = readUpload(upload);
const fields = {
  upload,
  digest,
  decisions: {},
  title: "Who will run the ferry?",
  author: "Ada Quill",
  publisher: "",
  language: "en",
};

async function team() {
  const { id: teamId } = await db.team.create({ data: { name: `Team ${randomUUID()}` }, select: { id: true } });
  const person = async (role: TeamRole | null, orgRole: OrgRole = "MEMBER"): Promise<Actor> => {
    const name = `${role ?? orgRole} ${randomUUID()}`;
    const user = await db.user.create({
      data: { email: `${randomUUID()}@x.example`, name, orgRole },
      select: { id: true },
    });
    if (!role) return { userId: user.id, orgRole, memberships: [] };
    const member = await db.member.create({ data: { teamId, userId: user.id, name, role }, select: { id: true } });
    return { userId: user.id, orgRole, memberships: [{ memberId: member.id, teamId, role }] };
  };
  return { teamId, person };
}

async function savedBrief() {
  const { teamId, person } = await team();
  const lead = await person("LEAD");
  const { briefId } = await caller(lead).brief.create({ teamId, ...fields });
  const version = await db.briefVersion.findFirstOrThrow({
    where: { briefId },
    include: { passages: { orderBy: { position: "asc" } }, sources: true },
  });
  const quote = (exact: string, from = 0) => {
    const start = version.text.indexOf(exact, from);
    return { briefVersionId: version.id, start, end: start + exact.length, exact };
  };
  return { teamId, person, lead, briefId, version, quote };
}

const rows = async (teamId: string) => ({
  briefs: await db.brief.count({ where: { teamId } }),
  versions: await db.briefVersion.count({ where: { teamId } }),
  passages: await db.passage.count({ where: { teamId } }),
  scenarios: await db.scenario.count({ where: { teamId } }),
  anchors: await db.passageAnchor.count({ where: { teamId } }),
  journal: await db.journalEntry.count({ where: { teamId } }),
  audit: await db.auditEntry.count({ where: { teamId } }),
});

describe("saving a brief", () => {
  it("writes a version with its passages, notes, cuts, journal row and audit entry", async () => {
    const { teamId, version, lead } = await savedBrief();
    expect(version).toMatchObject({
      number: 1,
      title: "Who will run the ferry?",
      author: "Ada Quill",
      publisher: null,
      language: "en",
      createdById: lead.userId,
    });
    expect(version.authorNote).toContain("Institute for Small Islands");
    expect(version.passages.map(({ number, kind }) => [number, kind])).toEqual([
      [1, "PARAGRAPH"],
      [2, "PARAGRAPH"],
    ]);
    for (const { start, text } of version.passages) expect(version.text.startsWith(text, start)).toBe(true);
    expect(version.sources).toMatchObject([
      { number: 1, outlet: "Harbour News", url: "https://harbour.example/ice", accessedOn: new Date("2025-05-03") },
    ]);
    expect(version.cuts).toMatchObject([
      { text: "Share", reason: "share buttons", after: 0 },
      { reason: "by-line repeated" },
      { reason: "by-line repeated" },
      { reason: "related links" },
    ]);
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: version.id } });
    expect(entry.kind).toBe("brief.version");
    expect(Buffer.from(entry.leaf)).toEqual(leafHash(entry.salt, entry.body as Parameters<typeof leafHash>[1]));
    expect(JSON.stringify(entry.body)).not.toContain("ferry");
    expect(await db.auditEntry.findMany({ where: { teamId } })).toMatchObject([
      { action: "brief.create", actorId: lead.userId },
    ]);
  });

  it("takes the checker's word: a cut brought back is a passage, a paragraph cut is none", async () => {
    const { teamId, person } = await team();
    const { draft } = await caller(await person("LEAD")).brief.preview({ teamId, upload });
    const share = draft.blocks.find(({ text }) => text === "Share");
    const first = draft.blocks.find(({ role }) => role === "paragraph");
    const decisions = { [share?.id ?? -1]: "keep", [first?.id ?? -1]: "cut" } as const;
    const { briefId } = await caller(await person("LEAD")).brief.create({ teamId, ...fields, decisions });
    const passages = await db.passage.findMany({ where: { briefVersion: { briefId } }, orderBy: { position: "asc" } });
    expect(passages.map(({ text }) => text.slice(0, 11))).toEqual(["Share", "The council"]);
  });

  it("refuses and leaves nothing half written", async () => {
    const { teamId, person } = await team();
    const lead = await person("LEAD");
    const everything = Object.fromEntries(
      readUpload(upload).draft.blocks.map(({ id }) => [String(id), "cut" as const]),
    );
    const attempts = [
      { ...fields, title: "  " },
      { ...fields, digest: "0".repeat(64) },
      { ...fields, decisions: everything },
      { ...fields, upload: { kind: "text" as const, text: "" } },
      { ...fields, upload: { kind: "text" as const, text: `a\u0000b ${TEXT}` } },
      { ...fields, upload: { kind: "text" as const, text: "x".repeat(3_000_000) } },
    ];
    for (const attempt of attempts) await expect(caller(lead).brief.create({ teamId, ...attempt })).rejects.toThrow();
    expect(await rows(teamId)).toEqual({
      briefs: 0,
      versions: 0,
      passages: 0,
      scenarios: 0,
      anchors: 0,
      journal: 0,
      audit: 0,
    });
  });
});

describe("making a scenario", () => {
  it("anchors the very words, numbers scenarios in order, journals and audits", async () => {
    const { lead, briefId, version, quote } = await savedBrief();
    const second = version.text.lastIndexOf("The school may close");
    const picked = quote("The school may close", second);
    const one = await caller(lead).scenario.create({ briefId, statement: "The school closes.", quote: picked });
    const two = await caller(lead).scenario.create({
      briefId,
      statement: "The ferry stops.",
      quote: quote("The ferry may stop in winter"),
    });
    expect([one.number, two.number]).toEqual([1, 2]);
    const anchor = await db.passageAnchor.findFirstOrThrow({ where: { scenarioId: one.scenarioId } });
    expect(anchor).toMatchObject({
      exact: "The school may close",
      start: second,
      state: "ANCHORED",
      briefVersionId: version.id,
    });
    expect(findAnchor(version.text, anchor)).toEqual({ start: second, end: second + 20 });
    expect(await db.journalEntry.count({ where: { recordId: one.scenarioId, kind: "scenario" } })).toBe(1);
    expect(await db.auditEntry.count({ where: { subjectId: one.scenarioId, action: "scenario.create" } })).toBe(1);
  });

  it("ten at once get the numbers 1 to 10", async () => {
    const { lead, briefId, quote } = await savedBrief();
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        caller(lead).scenario.create({ briefId, statement: `Number ${i}`, quote: quote("The ferry") }),
      ),
    );
    expect(made.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("refuses words that do not stand there, blanks, and a version of another brief", async () => {
    const { lead, briefId, quote, teamId } = await savedBrief();
    const other = await savedBrief();
    const before = await rows(teamId);
    const good = quote("The ferry may stop");
    const gap = quote("mail. [1]\n\nThe council");
    for (const bad of [
      { ...good, exact: "The ferry might stop" },
      { ...good, start: good.start + 1, end: good.end + 1 },
      { ...good, start: 900_000, end: 900_018 },
      { ...gap, start: gap.start + 9, end: gap.start + 11, exact: "\n\n" },
      other.quote("The ferry may stop"),
    ])
      await expect(caller(lead).scenario.create({ briefId, statement: "It stops.", quote: bad })).rejects.toThrow();
    await expect(caller(lead).scenario.create({ briefId, statement: " ", quote: good })).rejects.toThrow("sentence");
    expect(await rows(teamId)).toEqual(before);
  });
});

describe("changing a scenario", () => {
  it("is reworded, quoted again, archived and restored, each journalled", async () => {
    const { lead, briefId, quote } = await savedBrief();
    const { scenarioId } = await caller(lead).scenario.create({
      briefId,
      statement: "It stops.",
      quote: quote("The ferry may stop"),
    });
    await caller(lead).scenario.edit({ scenarioId, statement: "The ferry stops running." });
    await caller(lead).scenario.addPassage({ scenarioId, quote: quote("The council has agreed") });
    await expect(
      caller(lead).scenario.addPassage({ scenarioId, quote: quote("The council has agreed") }),
    ).rejects.toThrow("already");
    await caller(lead).scenario.archive({ scenarioId });
    await expect(caller(lead).scenario.archive({ scenarioId })).rejects.toThrow("archived already");
    await expect(caller(lead).scenario.edit({ scenarioId, statement: "No." })).rejects.toThrow("Restore it first");
    await caller(lead).scenario.restore({ scenarioId });
    await expect(caller(lead).scenario.restore({ scenarioId })).rejects.toThrow("not archived");
    expect(
      await db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, include: { anchors: true } }),
    ).toMatchObject({
      statement: "The ferry stops running.",
      archivedAt: null,
      anchors: [{ exact: "The ferry may stop" }, { exact: "The council has agreed" }],
    });
    const entries = await db.journalEntry.findMany({ where: { recordId: scenarioId }, orderBy: { createdAt: "asc" } });
    expect(entries.map(({ body }) => (body as { act: string }).act)).toEqual([
      "make",
      "edit",
      "quote",
      "archive",
      "restore",
    ]);
  });
});

describe("who may", () => {
  let saved: Awaited<ReturnType<typeof savedBrief>>;
  let scenarioId: string;
  beforeAll(async () => {
    saved = await savedBrief();
    ({ scenarioId } = await caller(saved.lead).scenario.create({
      briefId: saved.briefId,
      statement: "It stops.",
      quote: saved.quote("The ferry may stop"),
    }));
  });
  const acts = (actor: Actor | null) => {
    const { teamId, briefId, quote } = saved;
    const call = caller(actor);
    return [
      () => call.brief.preview({ teamId, upload }),
      () => call.brief.create({ teamId, ...fields }),
      () => call.scenario.create({ briefId, statement: "It stops.", quote: quote("The ferry may stop") }),
      () => call.scenario.edit({ scenarioId, statement: "It stops." }),
      () => call.scenario.addPassage({ scenarioId, quote: quote("one small aeroplane") }),
      () => call.scenario.archive({ scenarioId }),
      () => call.scenario.restore({ scenarioId }),
    ];
  };
  const codes = async (actor: Actor | null) => {
    const all: string[] = [];
    for (const act of acts(actor))
      all.push(
        await act().then(
          () => "done",
          (error: { code: string }) => error.code,
        ),
      );
    return new Set(all);
  };

  it("forecasters, observers and leaders are refused, outsiders find nothing, nobody signs in for them", async () => {
    const before = await rows(saved.teamId);
    expect(await codes(await saved.person("FORECASTER"))).toEqual(new Set(["FORBIDDEN"]));
    expect(await codes(await saved.person("OBSERVER"))).toEqual(new Set(["FORBIDDEN"]));
    expect(await codes(await saved.person(null, "LEADER"))).toEqual(new Set(["FORBIDDEN"]));
    expect(await codes(await (await team()).person("LEAD"))).toEqual(new Set(["NOT_FOUND"]));
    expect(await codes(null)).toEqual(new Set(["UNAUTHORIZED"]));
    expect(await rows(saved.teamId)).toEqual(before);
  });

  it("leads and admins may", async () => {
    expect(await codes(saved.lead)).toEqual(new Set(["done"]));
    const again = await savedBrief();
    const admin = await again.person(null, "ADMIN");
    const made = await caller(admin).scenario.create({
      briefId: again.briefId,
      statement: "It stops.",
      quote: again.quote("The ferry"),
    });
    expect(made.number).toBe(1);
  });
});

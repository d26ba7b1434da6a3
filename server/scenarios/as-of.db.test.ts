import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import type { QuestionSpec } from "#core/question";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { db } from "#server/platform/db";
import { addComment } from "#server/questions/add-comment";
import { addOption } from "#server/questions/add-option";
import { clarifyQuestion } from "#server/questions/clarify";
import { createQuestion } from "#server/questions/create-question";
import { moveClose } from "#server/questions/move-close";
import { publishQuestion } from "#server/questions/publish";
import { newQuestionInput } from "#server/questions/question-input";
import { questionDetails } from "#server/questions/question-queries";
import { replaceQuestion } from "#server/questions/replace-question";
import { signDissent, withdrawDissent } from "#server/rationales/sign-dissent";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { resolutionHistory } from "#server/resolution/history-queries";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { roundRecords } from "#server/rounds/round-queries";
import { settleDue } from "#server/rounds/settle-rounds";
import { archiveScenario, editScenario, restoreScenario } from "#server/scenarios/edit-scenario";
import { momentsBeside } from "#server/scenarios/moments";
import { scenarioPage } from "#server/scenarios/scenario-page";
import { questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

async function world() {
  const q = await questionFixture({ opensAt: inDays(-10), closesAt: inDays(30) });
  const people = [
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("LEAD"),
    await q.person("LEAD"),
  ];
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  const { briefId } = await db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { briefId: true } });
  return { q, people, scenarioId, briefId };
}
type Made = Awaited<ReturnType<typeof world>>;

/** One act, by what stands: whatever is refused then leaves the page as it was. */
async function act({ q, people, scenarioId, briefId }: Made, kind: number, who: number, n: number): Promise<void> {
  const [lead, second] = [people[2], people[3]];
  const actor = people[who % people.length];
  if (!lead || !second || !actor) throw new RangeError("there must be somebody to act");
  const latest = await db.question.findFirstOrThrow({
    where: { scenarioId, role: "HEADLINE" },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  const question = { id: latest.id, teamId: q.teamId, scenarioId };
  const scenario = { id: scenarioId, teamId: q.teamId, briefId, archivedAt: null };
  const words = {
    title: `Will it happen ${n}?`,
    criteria: `As reported ${n}.`,
    source: "The record",
    reason: `Because ${n}.`,
  };
  const waiting = await db.resolutionProposal.findFirst({
    where: { questionId: latest.id, decision: null },
    select: { id: true },
  });
  const clocks = { opensAt: inDays(-1), closesAt: inDays(20 + n), revealPolicy: "ALWAYS", revealAt: null };
  const acts: readonly (() => Promise<unknown>)[] = [
    () => submitForecast({ actor, question }, { probability: (1 + (n % 98)) / 100, reason: `r${n}` }),
    () => submitForecast({ actor, question }, { probability: (99 - (n % 98)) / 100 }),
    () => reaffirm({ actor, question }),
    () => withdraw({ actor, question }),
    () => addComment({ actor, question }, { body: `Said ${n}` }),
    () => clarifyQuestion({ actor: lead, question }, words),
    () => moveClose({ actor: lead, question }, { closesAt: inDays(31 + n), reason: "Put off." }),
    () => replaceQuestion({ actor: lead, question }, { ...words, closesAt: inDays(40), revealAt: null }),
    () => editScenario({ actor: lead, scenario }, { statement: `It happens ${n}` }),
    () => signDissent({ actor, scenario }, { body: `I differ ${n}` }),
    () => withdrawDissent({ actor, scenario }),
    () => archiveScenario({ actor: lead, scenario }),
    () => restoreScenario({ actor: lead, scenario }),
    () =>
      createQuestion(
        { actor: lead, scenario },
        newQuestionInput.parse({ ...words, ...clocks, role: "INDICATOR", publish: n % 2 === 0 }),
      ),
    async () => {
      const draft = await db.question.findFirst({ where: { scenarioId, state: "DRAFT" }, select: { id: true } });
      if (draft) await publishQuestion({ actor: lead, question: { ...question, id: draft.id } });
    },
    () =>
      proposeResolution(
        { actor: lead, question },
        { outcome: n % 2 ? "YES" : "VOID", knownAt: inDays(-1), evidenceUrl: "https://record.example", note: "" },
      ),
    async () => waiting && rejectResolution({ actor: second, proposal: { id: waiting.id } }, { note: "Not yet." }),
    async () => waiting && n % 4 === 0 && confirmResolution({ actor: second, proposal: { id: waiting.id } }, {}),
  ];
  await acts[kind]?.().then(
    () => done.add(kind),
    () => undefined,
  );
}

/** The acts that were not refused, by number. */
const done = new Set<number>();

/** The database's clock in whole milliseconds: what was done before lies in an earlier one, what comes next in a later one. */
async function pause(): Promise<number> {
  const [row] = await db.$queryRaw<{ at: number }[]>`
    SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at FROM pg_sleep(0.002)`;
  await db.$queryRaw`SELECT 1 FROM pg_sleep(0.002)`;
  return row?.at ?? Number.NaN;
}

/** What of a page does not depend on the instant of reading: where the lines of a picture end does. */
async function shown(actor: Actor, scenarioId: string, at: number | null) {
  const { loadedAt: _, may: __, ...page } = await scenarioPage(actor, scenarioId, at);
  const questions = [...(page.headline ? [page.headline] : []), ...page.indicators];
  const histories = questions.map(({ id }) => resolutionHistory(actor, id, at));
  const text = JSON.stringify([page, await Promise.all(histories)], (key, value: unknown) =>
    key === "end" || key === "until" || (at !== null && key === "archivedAt") ? undefined : value,
  );
  return at === null ? text.replaceAll(/"archivedAt":("[^"]*"|null),?/gu, "") : text;
}

it("the page as of an instant is the page that was read at that instant, whatever was done since", async () => {
  const acts = fc.array(fc.tuple(fc.nat({ max: 17 }), fc.nat({ max: 3 })), { minLength: 4, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const made = await world();
      const reader = made.people[2];
      if (!reader) throw new RangeError("there must be a reader");
      const read: { at: number; page: string }[] = [];
      for (const [n, [kind, who]] of list.entries()) {
        await act(made, kind, who, n);
        const at = await pause();
        read.push({ at, page: await shown(reader, made.scenarioId, null) });
      }
      for (const { at, page } of read) expect(await shown(reader, made.scenarioId, at)).toEqual(page);
    }),
    { numRuns: 8 },
  );
  expect(done.size, "most kinds of acts must have happened").toBeGreaterThan(14);
});

it("walking from change to change meets every one of them, there and back", async () => {
  const made = await world();
  const [a, , lead] = made.people;
  if (!a || !lead) throw new RangeError("there must be people");
  for (let n = 0; n < 6; n += 1) {
    await act(made, n, 0, n);
    await pause();
  }
  const scenario = { scenarioId: made.scenarioId, teamId: made.q.teamId };
  const walk = async (from: number, way: "before" | "after") => {
    const met: number[] = [];
    for (let at: number | null = from; at !== null; ) {
      at = (await momentsBeside(lead, scenario, at))[way];
      if (at !== null) met.push(at);
    }
    return met;
  };
  const back = await walk(Date.now() + 1000, "before");
  const start = back.at(-1) ?? Number.NaN;
  expect(back.length).toBeGreaterThanOrEqual(8);
  expect([start, ...(await walk(start, "after"))]).toEqual(back.toReversed());
});

it("while others are hidden no instant, and no way from change to change, tells when somebody forecast", async () => {
  const { q, people, scenarioId } = await world();
  const [a, b, lead] = people;
  if (!a || !b || !lead) throw new RangeError("there must be people");
  await db.question.update({
    where: { id: q.questionId },
    data: { revealPolicy: "AFTER_FORECAST" },
    select: { id: true },
  });
  const question = { id: q.questionId, teamId: q.teamId };
  const before = await pause();
  await submitForecast({ actor: a, question }, { probability: 0.371 });
  const between = await pause();
  await submitForecast({ actor: b, question }, { probability: 0.629 });
  await pause();
  const [early, late] = [await shown(lead, scenarioId, before), await shown(lead, scenarioId, between)];
  expect(early).toEqual(late);
  expect(early).not.toMatch(/"value":0\.(371|629)/);
  expect(await momentsBeside(lead, { scenarioId, teamId: q.teamId }, before)).toMatchObject({ after: null });
  const seen = await shown(a, scenarioId, between);
  expect(seen).toContain('"value":0.371');
  expect(seen).not.toContain('"value":0.629');
});

it("a page of the past has the options that were on offer then, in its numbers and in its wording", async () => {
  const spec: QuestionSpec = { type: "multiple_choice", options: ["Blue", "Red", "Other"] };
  const q = await questionFixture({ opensAt: inDays(-10), closesAt: inDays(30), spec });
  const [ada, lead] = [await q.person("FORECASTER"), await q.person("LEAD")];
  const { scenarioId } = await db.question.findUniqueOrThrow({ where: { id: q.questionId } });
  const question = { id: q.questionId, teamId: q.teamId, scenarioId };
  await submitForecast({ actor: ada, question }, { probabilities: [0.2, 0.3, 0.5] });
  const first = await pause();
  const before = await shown(lead, scenarioId, null);
  await addOption({ actor: lead, question }, { option: "Green", reason: "It stands." });
  const second = await pause();
  const offered = await shown(lead, scenarioId, null);
  await submitForecast({ actor: ada, question }, { probabilities: [0.2, 0.3, 0.4, 0.1] });
  expect(await shown(lead, scenarioId, first)).toEqual(before);
  expect(await shown(lead, scenarioId, second)).toEqual(offered);
  const read = async (at: number | null) => {
    const forecasts = (await scenarioPage(lead, scenarioId, at)).headline?.forecasts;
    return forecasts?.type === "multiple_choice" ? [forecasts.options, forecasts.revealed?.crowd?.values] : null;
  };
  expect(await read(first)).toEqual([
    ["Blue", "Red", "Other"],
    [0.2, 0.3, 0.5],
  ]);
  expect(await read(second)).toEqual([
    ["Blue", "Red", "Green", "Other"],
    [0.2, 0.3, 0, 0.5],
  ]);
  expect(await read(null)).toEqual([
    ["Blue", "Red", "Green", "Other"],
    [0.2, 0.3, 0.4, 0.1],
  ]);
});

it("a round stands in the past as it was announced, until it was ended early and kept", async () => {
  const { q, people } = await world();
  const [ada, , lead] = people;
  if (!ada || !lead) throw new RangeError("there must be people");
  const question = { id: q.questionId, teamId: q.teamId };
  const place = { actor: lead, teamId: q.teamId };
  const earlier = await pause();
  const endsAt = inDays(3);
  await openRounds(place, { questionIds: [q.questionId], endsAt });
  const opened = await pause();
  await submitForecast({ actor: ada, question }, { probability: 0.4, low: 0.3, high: 0.5 });
  const answered = await pause();
  await endRounds(place, { questionIds: [q.questionId] });
  await settleDue();
  const ended = await pause();
  const at = async (instant: number) => {
    const view = await viewOfQuestionAt(lead, q.questionId, instant);
    const [record] = (await roundRecords([q.questionId], instant)).get(q.questionId) ?? [];
    return { running: view?.round?.running, answered: view?.round?.answered.length, record };
  };
  expect(await at(earlier)).toEqual({ running: undefined, answered: undefined, record: undefined });
  expect(await at(opened)).toMatchObject({ running: true, answered: 0, record: { endsAt, endedAt: null } });
  expect(await at(answered)).toMatchObject({ running: true, answered: 1, record: { endedBy: null, settled: false } });
  expect(await at(ended)).toMatchObject({ running: false, answered: 1, record: { endedBy: lead.name, settled: true } });
});

const viewOfQuestionAt = async (actor: Actor, questionId: string, at: number) =>
  (await questionDetails(actor, { id: questionId }, at))[0]?.forecasts;

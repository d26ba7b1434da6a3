import type { Anchor } from "#core/anchor";
import { formatInstant } from "#core/instant";
import type { QuestionSpec } from "#core/question";
import type { World, WorldQuestion } from "#core/world";
import { roleOf, worldConditionals } from "#core/world-conditional";
import type { WorldAsked } from "#core/world-forecast";
import { answerOf } from "#core/world-question";
import { type ReadText, readText } from "#server/exchange/brief-text";
import { STORED_TYPE, versionSpec } from "#server/forecasts/read-specs";
import type { Journalled } from "#server/ledger/journal";
import type { JournalBody } from "#server/ledger/leaf";
import { uuid7 } from "#server/platform/uuid";

/** A world whose references are settled: every id of the file has the id of its row. */
export interface SettledWorld {
  teamId: string;
  /** Marked on what it makes; null for the demo, which nobody undoes. */
  importId: string | null;
  world: World;
  fileName: string;
  /** Marked on every forecast and resolution, and in the journal. */
  origin: "IMPORT" | "SIMULATED";
  texts: ReadonlyMap<string, ReadText>;
  /** Scenario id → the anchor of its quote. */
  anchors: ReadonlyMap<string, Anchor>;
  /** Person id → member id. */
  members: ReadonlyMap<string, string>;
}

type Row = Record<string, unknown>;

/** The rows that a world becomes, table by table, with the journal entry of each record. */
export interface WorldRows {
  briefs: Row[];
  briefVersions: Row[];
  passages: Row[];
  sources: Row[];
  scenarios: Row[];
  anchors: Row[];
  relations: Row[];
  relationMembers: Row[];
  questions: Row[];
  questionVersions: Row[];
  conditionals: Row[];
  resolutions: Row[];
  journal: Journalled[];
  /** Question id of the file → its row and the version that forecasts answer. */
  asked: ReadonlyMap<string, Asked>;
}

export function worldRows(settled: SettledWorld): WorldRows {
  const rows: Tables = {
    briefs: [],
    briefVersions: [],
    passages: [],
    sources: [],
    scenarios: [],
    anchors: [],
    relations: [],
    relationMembers: [],
    questions: [],
    questionVersions: [],
    conditionals: [],
    resolutions: [],
    journal: [],
  };
  const briefs = addBriefs(settled, rows);
  const scenarios = addScenarios(settled, rows, briefs);
  addRelations(settled, rows, scenarios);
  const questions = addQuestions(settled, rows, scenarios);
  addResolutions(settled, rows, questions);
  return { ...rows, asked: questions };
}

type Tables = Omit<WorldRows, "asked">;

interface Placement {
  briefId: string;
  versionId: string;
}

function addBriefs(
  { teamId, importId, world, fileName, texts, origin }: SettledWorld,
  rows: Tables,
): Map<string | null, Placement> {
  const placed = new Map<string | null, Placement>();
  const add = (key: string | null, version: Row, text: ReadText) => {
    const briefId = uuid7();
    const versionId = uuid7();
    placed.set(key, { briefId, versionId });
    rows.briefs.push({ id: briefId, teamId, importId, externalId: key });
    rows.briefVersions.push({ ...version, id: versionId, teamId, briefId, number: 1, text: text.text });
    let paragraphs = 0;
    text.passages.forEach((passage, position) => {
      rows.passages.push({
        id: uuid7(),
        teamId,
        briefVersionId: versionId,
        position,
        number: passage.kind === "heading" ? null : ++paragraphs,
        kind: passage.kind.toUpperCase(),
        text: passage.text,
        start: text.starts[position],
      });
    });
    for (const source of text.sources) {
      const url = source.url && /^https?:\/\//i.test(source.url) ? source.url : null;
      rows.sources.push({ ...source, url, id: uuid7(), teamId, briefVersionId: versionId });
    }
    const body = { brief: briefId, version: versionId, number: 1, origin };
    rows.journal.push({ teamId, kind: "brief.version", recordId: versionId, topicId: briefId, body });
  };
  for (const { id, title, language, author, publisher, sourceUrl, publishedOn } of world.briefs) {
    add(id, { title, language, author, publisher, sourceUrl, publishedOn }, must(texts.get(id), "text of brief", id));
  }
  if (world.scenarios.some(({ brief }) => !brief) || world.questions.some(({ scenario }) => !scenario)) {
    const text = readText(`What ${fileName} brought without a brief of its own.`, fileName);
    add(null, { title: fileName, language: "en" }, text);
  }
  return placed;
}

function addScenarios(
  { teamId, importId, world, anchors, origin }: SettledWorld,
  rows: Tables,
  briefs: ReadonlyMap<string | null, Placement>,
): Map<string, string> {
  const ids = new Map<string, string>();
  const numbers = new Map<string, number>();
  const add = (key: string | null, brief: string | null, statement: string, archived = false) => {
    const place = must(briefs.get(brief), "brief", brief);
    const id = uuid7();
    const number = (numbers.get(place.briefId) ?? 0) + 1;
    numbers.set(place.briefId, number);
    const archivedAt = archived ? new Date().toISOString() : null;
    rows.scenarios.push({
      id,
      teamId,
      importId,
      briefId: place.briefId,
      externalId: key,
      number,
      statement,
      archivedAt,
    });
    const anchor = key === null ? undefined : anchors.get(key);
    if (anchor) {
      rows.anchors.push({ ...anchor, id: uuid7(), teamId, scenarioId: id, briefVersionId: place.versionId });
    }
    const body = { scenario: id, brief: place.briefId, origin };
    rows.journal.push({ teamId, kind: "scenario", recordId: id, topicId: id, body });
    return id;
  };
  for (const { id, brief, statement, archived } of world.scenarios) {
    ids.set(scenarioKey(id), add(id, brief ?? null, statement, archived));
  }
  for (const { id, scenario, title } of world.questions) if (!scenario) ids.set(ownKey(id), add(null, null, title));
  return ids;
}

/** A scenario of the file, and the one that a question without scenario gets, by that question's id. */
const scenarioKey = (id: string) => `scenario ${id}`;
const ownKey = (questionId: string) => `question ${questionId}`;

function addRelations({ teamId, world }: SettledWorld, rows: Tables, scenarios: ReadonlyMap<string, string>): void {
  for (const relation of world.relations) {
    const relationId = uuid7();
    rows.relations.push({ id: relationId, teamId, kind: relation.kind.toUpperCase() });
    const named = "scenarios" in relation ? relation.scenarios : [relation.from, relation.to];
    named.forEach((id, position) => {
      const scenarioId = must(scenarios.get(scenarioKey(id)), "scenario", id);
      rows.relationMembers.push({ teamId, relationId, scenarioId, position });
    });
  }
}

export interface Asked {
  id: string;
  /** One per list of options that it offered; one in all for other types. */
  versionIds: readonly string[];
  asked: WorldAsked;
}

function addQuestions(
  { teamId, importId, world, origin }: SettledWorld,
  rows: Tables,
  scenarios: ReadonlyMap<string, string>,
): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const conditionals = worldConditionals(world);
  const states = new Map([
    ...conditionals.flatMap(({ question, verdict }) =>
      verdict ? [[question.id, stateOf(verdict.outcome.toLowerCase())] as const] : [],
    ),
    ...world.resolutions.map(({ question, outcome }) => [question, stateOf(outcome)] as const),
  ]);
  for (const question of world.questions) {
    const id = uuid7();
    const { spec, lists } = question.asked;
    const specs: QuestionSpec[] =
      spec.type === "multiple_choice" ? lists.map((options) => ({ ...spec, options: [...options] })) : [spec];
    const versionIds = specs.map(() => uuid7());
    asked.set(question.id, { id, versionIds, asked: question.asked });
    const key = question.scenario ? scenarioKey(question.scenario) : ownKey(question.id);
    rows.questions.push({
      id,
      teamId,
      importId,
      scenarioId: must(scenarios.get(key), "scenario", question.scenario ?? question.id),
      externalId: question.id,
      role: roleOf(question).toUpperCase(),
      type: STORED_TYPE[spec.type],
      state: states.get(question.id) ?? (question.draft ? "DRAFT" : "OPEN"),
      revealPolicy: revealPolicy(question),
      revealAt: question.revealAt == null ? null : formatInstant(question.revealAt),
    });
    const clocks = { opensAt: formatInstant(question.opensAt), closesAt: formatInstant(question.closesAt) };
    const { title, criteria, source, baseRate = null } = question;
    specs.forEach((offered, i) => {
      const versionId = versionIds[i] ?? uuid7();
      const amended: Record<string, string> =
        i === 0 ? {} : { amendment: "CLARIFICATION", reason: "An option was added." };
      const { options, ...range } = versionSpec(offered);
      rows.questionVersions.push({
        id: versionId,
        teamId,
        questionId: id,
        number: i + 1,
        title,
        criteria,
        source,
        baseRate,
        options: arrayText(options),
        ...range,
        amendment: null,
        reason: null,
        ...amended,
        ...clocks,
      });
      const typed: JournalBody = offered.type === "binary" ? {} : { spec: offered };
      const body = { question: id, version: versionId, number: i + 1, ...amended, ...clocks, ...typed, origin };
      rows.journal.push({ teamId, kind: "question.version", recordId: versionId, topicId: id, body });
    });
  }
  for (const { question, antecedent, consequent, holds } of conditionals) {
    const idOf = (of: { id: string }) => must(asked.get(of.id), "question", of.id).id;
    const condition = { antecedentId: idOf(antecedent), consequentId: idOf(consequent), holds };
    rows.conditionals.push({ questionId: idOf(question), teamId, ...condition });
    const { antecedentId, consequentId } = condition;
    const body = { question: idOf(question), antecedent: antecedentId, consequent: consequentId, holds, origin };
    rows.journal.push({ teamId, kind: "conditional", recordId: idOf(question), body });
  }
  return asked;
}

function stateOf(outcome: string | number): string {
  return outcome === "void" || outcome === "ambiguous" ? outcome.toUpperCase() : "RESOLVED";
}

/** A list of texts as PostgreSQL writes an array. */
const arrayText = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

function revealPolicy({ reveal, revealAt }: WorldQuestion): string {
  if (revealAt != null) return "AFTER_ROUND";
  return (reveal ?? "always").toUpperCase();
}

function addResolutions(
  { teamId, world, origin }: SettledWorld,
  rows: Tables,
  questions: ReadonlyMap<string, Asked>,
): void {
  const given = new Map<string, string>();
  const conditionals = new Map(worldConditionals(world).map((conditional) => [conditional.question.id, conditional]));
  // What a conditional question follows from is written before it.
  const stated = world.resolutions.toSorted(
    (a, b) => Number(conditionals.has(a.question)) - Number(conditionals.has(b.question)),
  );
  const known = new Set(stated.map(({ question }) => question));
  const following = [...conditionals.values()].flatMap(({ question, verdict }) =>
    verdict && !known.has(question.id)
      ? [{ question: question.id, outcome: verdict.outcome.toLowerCase(), knownAt: verdict.knownAt, evidence: null }]
      : [],
  );
  for (const { question, outcome, knownAt, evidence } of [...stated, ...following]) {
    const { id: questionId, asked } = must(questions.get(question), "question", question);
    const answer = must(answerOf(outcome, asked.spec) ?? undefined, "outcome of question", question);
    const id = uuid7();
    given.set(question, id);
    const conditional = conditionals.get(question);
    const cause = conditional?.verdict ? conditional[conditional.verdict.by].id : null;
    const followsId = cause === null ? null : (given.get(cause) ?? null);
    const verdict = { version: 1, ...answer, knownAt: formatInstant(knownAt) };
    rows.resolutions.push({ id, teamId, questionId, ...verdict, followsId, evidenceUrl: evidence ?? null, origin });
    const { option, value, ...plain } = verdict;
    const said = { ...plain, ...(option === null ? {} : { option }), ...(value === null ? {} : { value }) };
    const body = {
      resolution: id,
      question: questionId,
      ...said,
      proposal: null,
      ...(followsId ? { follows: followsId } : {}),
      origin,
    };
    rows.journal.push({ teamId, kind: "resolution", recordId: id, topicId: questionId, body });
  }
}

function must<T>(value: T | undefined, what: string, id: string | null): T {
  if (value === undefined) throw new RangeError(`${what} ${id ?? "of the file"} must be in the world: check it first`);
  return value;
}

import { type ReadText, readText } from "#server/exchange/brief-text";
import { must, type SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { Row, Tables } from "#server/exchange/world-rows/tables";
import { uuid7 } from "#server/platform/uuid";

export interface Placement {
  briefId: string;
  versionId: string;
}

export function addBriefs(
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

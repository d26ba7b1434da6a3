import type { Placement } from "#server/exchange/world-rows/brief-rows";
import { must, type SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { Tables } from "#server/exchange/world-rows/tables";
import { uuid7 } from "#server/platform/uuid";

export function addScenarios(
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
export const scenarioKey = (id: string) => `scenario ${id}`;
export const ownKey = (questionId: string) => `question ${questionId}`;

export function addRelations(
  { teamId, world }: SettledWorld,
  rows: Tables,
  scenarios: ReadonlyMap<string, string>,
): void {
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

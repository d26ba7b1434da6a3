import { z } from "zod";
import { CONNECTED_LIMIT, type connectedScenarios, contradiction } from "#core/coherence";
import type { Actor } from "#core/permissions";
import { contradictionInWords } from "#core/relation-words";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockRelations } from "#server/relations/lock-relations";
import {
  asRule,
  closesDiffer,
  type DeclaredRelation,
  type RelationBook,
  relationBook,
  whyUnrelated,
} from "#server/relations/relation-queries";

export const declarationInput = z.object({
  kind: z.enum(["EXCLUSIVE", "EXHAUSTIVE", "IMPLIES"]),
  /** Of an implication first the one that implies. */
  scenarioIds: z
    .array(z.uuid())
    .min(2, "A relation is between at least two scenarios.")
    .max(CONNECTED_LIMIT, `A relation is between at most ${CONNECTED_LIMIT} scenarios.`)
    .refine((ids) => new Set(ids).size === ids.length, "Name each scenario once."),
  /** Says that it holds although the questions close at different times. */
  confirmDeadlines: z.boolean().optional(),
});
type Declaration = z.infer<typeof declarationInput>;
type Ctx = { actor: Actor; brief: { id: string; teamId: string } };

/** Declares a relation between scenarios of a brief. It forbids ways in which the world can turn out, so one must be left. */
export async function declareRelation({ actor, brief }: Ctx, input: Declaration): Promise<{ relationId: string }> {
  const { teamId } = brief;
  const { kind, scenarioIds, confirmDeadlines = false } = input;
  const relationId = await db.$transaction(async (tx) => {
    await lockRelations(tx, teamId);
    const book = await relationBook(tx, teamId);
    for (const id of scenarioIds)
      if (book.scenarios.get(id)?.briefId !== brief.id)
        throw new AppError("INVALID", "Choose scenarios of this brief.", "scenarioIds");
    requirePossible(book, input, confirmDeadlines);
    return writeRelation(tx, { teamId, kind, scenarioIds, deadlinesConfirmed: confirmDeadlines, byId: actor.userId });
  });
  pokeSealer();
  return { relationId };
}

/**
 * Refuses a relation that cannot be declared, saying why.
 *
 * @throws {AppError} naming the field
 */
export function requirePossible(
  { scenarios, relations }: RelationBook,
  declared: Pick<DeclaredRelation, "kind" | "scenarioIds">,
  confirmDeadlines: boolean,
): void {
  const { kind, scenarioIds } = declared;
  if ((kind === "IMPLIES" || kind === "CONDITIONAL") && scenarioIds.length !== 2)
    throw new AppError("INVALID", "One scenario implies one other: choose two.", "scenarioIds");
  for (const id of scenarioIds) {
    const fault = whyUnrelated(scenarios.get(id));
    if (fault)
      throw new AppError("INVALID", `${fault} Relations hold between headline questions of yes or no.`, "scenarioIds");
  }
  if (relations.some((other) => isStanding(other) && isSame(other, declared)))
    throw new AppError("CONFLICT", "This relation is declared already.", "scenarioIds");
  const rule = asRule(declared);
  if (rule === null) return;
  if (closesDiffer(scenarioIds, scenarios) && !confirmDeadlines)
    throw new AppError(
      "INVALID",
      "These questions close at different times: confirm that the relation holds all the same.",
      "confirmDeadlines",
    );
  // Those that rest at present count: they may hold again without anybody being asked.
  const rules = [...relations.filter(isStanding).flatMap((other) => asRule(other) ?? []), rule];
  const nameOf = (id: string) => `scenario ${scenarios.get(id)?.number ?? "?"}`;
  const size = sizeOfSet(rules, scenarioIds);
  if (size > CONNECTED_LIMIT)
    throw new AppError(
      "INVALID",
      `With this, ${size} scenarios hang together; more than ${CONNECTED_LIMIT} cannot be reckoned with.`,
      "scenarioIds",
    );
  const impossible = contradiction(rules);
  if (impossible) throw new AppError("INVALID", contradictionInWords(impossible, nameOf), "scenarioIds");
}

/** How many scenarios hang together with the given ones; above the limit only that it is above. */
function sizeOfSet(rules: Parameters<typeof connectedScenarios>[0], ids: readonly string[]): number {
  const joined = new Set(ids);
  for (let before = 0; before < joined.size; ) {
    before = joined.size;
    for (const rule of rules) {
      const named = rule.kind === "implies" ? [rule.from, rule.to] : rule.scenarios;
      if (named.some((id) => joined.has(id))) for (const id of named) joined.add(id);
    }
  }
  return joined.size;
}

const isStanding = ({ state }: DeclaredRelation) => state === "stands" || state === "rests";

function isSame(a: Pick<DeclaredRelation, "kind" | "scenarioIds">, b: typeof a): boolean {
  if (a.kind !== b.kind || a.scenarioIds.length !== b.scenarioIds.length) return false;
  const ordered = a.kind === "IMPLIES" || a.kind === "CONDITIONAL";
  return a.scenarioIds.every((id, i) => (ordered ? b.scenarioIds[i] === id : b.scenarioIds.includes(id)));
}

/** Writes a declared relation with its journal and audit rows, inside the caller's transaction. */
export async function writeRelation(
  tx: Prisma.TransactionClient,
  relation: Pick<DeclaredRelation, "kind" | "scenarioIds" | "deadlinesConfirmed"> & { teamId: string; byId: string },
): Promise<string> {
  const { teamId, kind, scenarioIds, deadlinesConfirmed, byId } = relation;
  const { id } = await tx.scenarioRelation.create({
    data: {
      teamId,
      kind,
      createdById: byId,
      deadlinesConfirmed,
    },
    select: { id: true },
  });
  await tx.scenarioRelationMember.createMany({
    data: scenarioIds.map((scenarioId, position) => ({ teamId, relationId: id, scenarioId, position })),
  });
  await journal(tx, {
    teamId,
    kind: "relation",
    recordId: id,
    topicId: scenarioIds[0],
    body: { relation: id, act: "DECLARED", kind, scenarios: scenarioIds, deadlinesConfirmed },
  });
  await recordAudit(tx, {
    actorId: byId,
    teamId,
    action: "relation.declare",
    subjectId: id,
    detail: { kind, deadlinesConfirmed },
  });
  return id;
}

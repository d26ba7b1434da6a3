import type { StandingAnchor } from "#core/anchor-review";
import type { Prisma } from "#prisma/client/client";

export interface ScenarioAnchor extends StandingAnchor {
  scenarioId: string;
}

/** The quotes of a brief's scenarios that no later anchor carries on, in the order of the scenarios and of their making. */
export async function standingAnchors(tx: Prisma.TransactionClient, briefId: string): Promise<ScenarioAnchor[]> {
  const anchors = await tx.passageAnchor.findMany({
    where: { scenario: { briefId }, carriedOn: null },
    orderBy: [{ scenario: { number: "asc" } }, { createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      scenarioId: true,
      exact: true,
      prefix: true,
      suffix: true,
      start: true,
      end: true,
      state: true,
    },
  });
  return anchors.map(({ state, ...anchor }) => ({ ...anchor, orphaned: state === "ORPHANED" }));
}

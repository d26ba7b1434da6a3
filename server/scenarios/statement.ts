import { z } from "zod";
import type { Prisma } from "#prisma/client/client";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";

export const statementInput = z
  .string()
  .trim()
  .min(1, "Say in a sentence what may happen.")
  .max(500, "At most 500 characters: one development, one sentence.");

type Scenario = { teamId: string; briefId: string; scenarioId: string };

/** Journals what became of a scenario, inside the caller's transaction. */
export async function journalScenario(
  tx: Prisma.TransactionClient,
  { teamId, briefId, scenarioId }: Scenario,
  act: "make" | "edit" | "quote" | "archive" | "restore",
  statement: string,
): Promise<void> {
  const salt = newSalt();
  await journal(tx, {
    teamId,
    kind: "scenario",
    recordId: scenarioId,
    topicId: briefId,
    body: {
      scenario: scenarioId,
      brief: briefId,
      act,
      text: textHash(salt, statement),
      textSalt: salt.toString("hex"),
    },
  });
}

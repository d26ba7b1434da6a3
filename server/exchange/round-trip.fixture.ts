import { z } from "zod";
import { exportWorld } from "#server/exchange/export-world";
import { importWorlds } from "#server/exchange/import-world";
import { faultsOf as faultsOfFile, fileOf } from "#server/exchange/test-world";

const Exported = z.looseObject({
  people: z.array(z.looseObject({ id: z.string() })),
  forecasts: z.array(z.looseObject({ question: z.string(), person: z.string() })),
  scores: z.array(
    z.object({
      question: z.string(),
      person: z.string(),
      rule: z.string(),
      score: z.number(),
      coverage: z.number(),
      attendance: z.number(),
    }),
  ),
});

/** The world file of a team, by its name. */
export async function exported(team: string): Promise<z.infer<typeof Exported>> {
  const pieces: string[] = [];
  for await (const piece of exportWorld(team)) pieces.push(piece);
  return Exported.parse(JSON.parse(pieces.join("")));
}

export const load = (json: unknown, team: string, bounds: "refuse" | "record" = "refuse") =>
  importWorlds([fileOf(json)], { team, bounds });

export const faultsOf = (json: unknown, team = "Faulty") => faultsOfFile(fileOf(json), team);

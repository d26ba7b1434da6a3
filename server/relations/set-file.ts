import { relationInWords } from "#core/relation-words";
import { BYTE_ORDER_MARK, csvLine } from "#core/spreadsheet";
import type { ScenarioSet } from "#server/relations/set-matrix";

/** The matrix of a scenario set as its reader sees it, as a CSV: probabilities and sums in [0, 1], "hidden" before reveal. */
export function* setFile({ columns, sums, rows, crowd, names }: ScenarioSet): Generator<string> {
  const nameOf = (id: string) => String(names.get(id)?.number ?? "?");
  const heads = columns.map(({ number, statement }) => `${number}. ${statement}`);
  const added = sums.map(({ kind, scenarioIds }) => `sum of ${scenarioIds.map(nameOf).join(" + ")} (${kind})`);
  yield BYTE_ORDER_MARK + csvLine(["person", ...heads, ...added, "coherent", "broken"]);
  for (const row of [...rows, ...(crowd ? [crowd] : [])])
    yield csvLine([
      row.name,
      ...row.cells.map((cell) => (cell === "none" ? null : cell)),
      ...row.sums,
      row.coherent ? "yes" : "no",
      row.breaks.map(({ relation }) => relationInWords(relation, nameOf)).join("; ") || null,
    ]);
}

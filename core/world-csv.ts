import { cellText, numberInCell } from "#core/spreadsheet";
import { partOf, quoted } from "#core/world";
import { UnreadableWorld } from "#core/world-json";
import type { WorldReader } from "#core/world-read";

/** The columns of a CSV of forecasts, one row each: what interchange relies on, in this order. */
export const CSV_COLUMNS = [
  "question",
  "type",
  "title",
  "opensAt",
  "closesAt",
  "knownAt",
  "outcome",
  "person",
  "madeAt",
  "kind",
  "probability",
] as const;
/** Columns that an export adds and an import takes back. */
const EXTRA = ["stated", "reason", "name"] as const;
type Column = (typeof CSV_COLUMNS)[number] | (typeof EXTRA)[number];

/** What a row says of its question: the same in every row of it. */
const FACTS = ["type", "title", "opensAt", "closesAt", "knownAt", "outcome"] as const;
const OPTIONAL = new Set<string>(["type", "title", "knownAt", "outcome", "kind", ...EXTRA]);

/**
 * Reads the rows of a CSV into a world: questions, people and answers at their first mention, a forecast a row. A row
 * without person, time, kind and probability states a question that nobody has forecast.
 */
export class CsvRows {
  #columns: ReadonlyMap<Column, number> | null = null;
  #width = 0;
  readonly #questions = new Map<string, { row: number; facts: string[] }>();
  readonly #people = new Set<string>();
  /** Questions of other types: what they ask has no column. */
  readonly #typed = new Set<string>();
  #seen = 0;

  constructor(
    private readonly reader: WorldReader,
    private readonly tell: (fault: { path: string; message: string }) => void,
  ) {}

  /**
   * Takes the next row, the head first. Rows are counted as a spreadsheet counts them: the head is row 1.
   *
   * @throws {UnreadableWorld} where the head lacks a column, since no row can be understood without it
   */
  row(cells: readonly string[]): void {
    this.#seen += 1;
    if (cells.every((cell) => cell.trim() === "")) return;
    if (this.#columns === null) {
      this.#columns = this.#head(cells);
      return;
    }
    const path = `row ${this.#seen}`;
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== ""))
      this.tell({ path, message: `has ${cells.length} cells, and the head ${this.#width}` });
    else this.#forecast(this.#columns, cells, path, this.#seen);
  }

  /** @throws {UnreadableWorld} where there was no head at all */
  end(): void {
    if (this.#columns === null) throw new UnreadableWorld("row 1", `has to name the columns ${CSV_COLUMNS.join(", ")}`);
  }

  #head(cells: readonly string[]): ReadonlyMap<Column, number> {
    const found = new Map<Column, number>();
    const names = new Map([...CSV_COLUMNS, ...EXTRA].map((name) => [name.toLowerCase(), name]));
    const ignored: string[] = [];
    for (const [place, cell] of cells.entries()) {
      const name = names.get(cell.trim().toLowerCase());
      if (name === undefined) {
        if (cell.trim() !== "") ignored.push(cell.trim());
      } else if (found.has(name)) {
        throw new UnreadableWorld(`row 1, ${name}`, "is a column twice");
      } else {
        found.set(name, place);
      }
    }
    const missing = CSV_COLUMNS.filter((name) => !found.has(name) && !OPTIONAL.has(name));
    if (missing.length > 0)
      throw new UnreadableWorld(
        "row 1",
        `has to name the columns ${missing.join(", ")} too; got ${quoted(cells.join(", "))}`,
      );
    for (const name of ignored) this.reader.aside(`column ${name}`, null);
    this.#width = cells.length;
    return found;
  }

  #forecast(columns: ReadonlyMap<Column, number>, cells: readonly string[], path: string, row: number): void {
    const cell = (name: Column) => cellText(cells[columns.get(name) ?? -1]?.trim() ?? "");
    const question = cell("question");
    const person = cell("person");
    if (question === "") this.tell({ path: partOf(path, "question"), message: "must not be empty" });
    else this.#question(question, FACTS.map(cell), path, row);
    if (this.#typed.has(question)) return;
    const written = cell("probability");
    if (person === "" && written === "" && cell("madeAt") === "" && cell("kind") === "") return;
    if (person === "") this.tell({ path: partOf(path, "person"), message: "must not be empty" });
    else this.#person(person, cell("name") || person, path, row);
    const probability = this.#number(written, partOf(path, "probability"));
    const stated = this.#number(cell("stated"), partOf(path, "stated"));
    if (question === "" || person === "" || probability === null || stated === null) return;
    const reason = cell("reason");
    const forecast = {
      question,
      person,
      madeAt: instantOf(cell("madeAt")),
      kind: cell("kind").toLowerCase() || undefined,
      probability,
      stated,
      reason: reason === "" ? undefined : reason,
    };
    this.reader.element("forecasts", forecast, path, row);
  }

  /** @returns undefined for an empty cell, null for one that is no number */
  #number(written: string, path: string): number | undefined | null {
    if (written === "") return undefined;
    const number = numberInCell(written);
    if (number === null)
      this.tell({ path, message: `must be a number such as 0.35, 0,35 or 35%, got ${quoted(written)}` });
    return number;
  }

  #question(id: string, facts: string[], path: string, row: number): void {
    const known = this.#questions.get(id);
    if (known !== undefined) {
      for (const [i, fact] of facts.entries()) {
        if (fact === known.facts[i]) continue;
        const message = `says ${quoted(fact)} of ${quoted(id)}, but row ${known.row} says ${quoted(known.facts[i])}`;
        this.tell({ path: partOf(path, FACTS[i] ?? ""), message });
      }
      return;
    }
    this.#questions.set(id, { row, facts });
    const [type = "", title, opensAt = "", closesAt = "", knownAt = "", outcome = ""] = facts;
    if (type !== "" && type.toLowerCase() !== "binary") {
      this.#typed.add(id);
      const message = `a CSV takes binary questions; what a ${quoted(type)} question asks is stated in a world file`;
      this.tell({ path: partOf(path, "type"), message });
      return;
    }
    const question = {
      id,
      type: type.toLowerCase() || "binary",
      title: title || id,
      opensAt: instantOf(opensAt),
      closesAt: instantOf(closesAt),
    };
    this.reader.element("questions", question, path, row);
    if (outcome === "" && knownAt === "") return;
    if (outcome === "")
      this.tell({ path: partOf(path, "outcome"), message: "is empty, but knownAt says when it was known" });
    else if (knownAt === "")
      this.tell({ path: partOf(path, "knownAt"), message: "is empty, but outcome says what happened" });
    else {
      const resolution = { question: id, outcome: outcome.toLowerCase(), knownAt: instantOf(knownAt) };
      this.reader.element("resolutions", resolution, path, row);
    }
  }

  #person(id: string, name: string, path: string, row: number): void {
    if (this.#people.has(id)) return;
    this.#people.add(id);
    this.reader.element("people", { id, name }, path, row);
  }
}

/** A date alone is its midnight in UTC; a space may stand for the T. Everything else is as in a world file. */
function instantOf(cell: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(cell)) return `${cell}T00:00:00Z`;
  return cell.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/, "$1T$2");
}

/** The separator of a CSV, told from its head: whichever of , ; and tab stands there most, outside quotes. */
export function separatorOf(head: string): "," | ";" | "\t" {
  const bare = head.replace(/"[^"]*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  return ([";", "\t"] as const).find((separator) => count(separator) > count(",")) ?? ",";
}

import { parse } from "csv-parse";
import type { Instant } from "#core/clock";
import type { Fault } from "#core/world";
import { CsvRows, separatorOf } from "#core/world-csv";
import { JsonSections, UnreadableWorld } from "#core/world-json";
import { type ReadForecast, type ReadWorld, WorldReader } from "#core/world-read";

/** A file to import: its name, which names the brief of what has none, and its bytes as they come. */
export interface WorldFile {
  name: string;
  /** In bytes, to tell how much of it is read; unknown where it is not given. */
  size?: number;
  /** Called once for each reading. */
  bytes(): AsyncIterable<Uint8Array>;
}

export type Format = "json" | "csv";

/** A row of a CSV has at most this many characters: an open quotation mark would otherwise swallow the file. */
const MOST_IN_A_ROW = 256 * 1024;

/**
 * Reads a world file or a CSV to its end, however long. What cannot be understood ends the reading with one more fault.
 *
 * @param to `keep` is called for each forecast, `tell` for each fault, `breathe` between pieces: it may wait
 */
export async function readWorldFile(
  { bytes }: WorldFile,
  now: Instant,
  to: { tell(fault: Fault): void; keep(forecast: ReadForecast): void; breathe(bytesRead: number): Promise<void> },
): Promise<ReadWorld & { format: Format }> {
  const reader = new WorldReader(now, to);
  let format: Format = "json";
  try {
    format = await feed(reader, bytes(), to);
  } catch (error) {
    if (!(error instanceof UnreadableWorld)) throw error;
    to.tell({ path: error.path, message: error.message });
  }
  return { ...reader.finish(), format };
}

interface Taker {
  push(text: string): Promise<void> | void;
  end(): Promise<void> | void;
}

async function feed(
  reader: WorldReader,
  bytes: AsyncIterable<Uint8Array>,
  to: { tell(fault: Fault): void; breathe(bytesRead: number): Promise<void> },
): Promise<Format> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let format: Format | null = null;
  let taker: Taker | null = null;
  let begun = "";
  let read = 0;
  const take = async (text: string, last: boolean) => {
    if (taker === null) {
      begun += text;
      const first = begun.trimStart();
      // The head of a CSV is needed whole: it tells the separator.
      if (first === "" || (!isJson(first) && !/[\r\n]/.test(first) && !last)) return;
      format = isJson(first) ? "json" : "csv";
      taker = format === "json" ? jsonTaker(reader) : csvTaker(reader, first, to.tell);
      await taker.push(begun);
      begun = "";
    } else if (text !== "") {
      await taker.push(text);
    }
  };
  for await (const piece of bytes) {
    await take(decode(decoder, piece, read), false);
    read += piece.byteLength;
    await to.breathe(read);
  }
  await take(decode(decoder, null, read), true);
  const whole: Taker | null = taker;
  if (whole === null) throw new UnreadableWorld("$", "the file is empty");
  await (whole as Taker).end();
  return format ?? "json";
}

/** What begins like JSON is read as JSON, whatever the file is called. */
const isJson = (text: string) => text.startsWith("{") || text.startsWith("[");

function decode(decoder: TextDecoder, piece: Uint8Array | null, read: number): string {
  if (read === 0 && piece && ((piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)))
    throw new UnreadableWorld("$", "is written in UTF-16; save it as UTF-8 (in Excel: “CSV UTF-8”)");
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new UnreadableWorld(
      "$",
      `is not UTF-8 (between bytes ${read} and ${read + (piece?.byteLength ?? 0)}); save it as UTF-8`,
    );
  }
}

function jsonTaker(reader: WorldReader): Taker {
  const sections = new JsonSections({
    element: (section, value, path, index) => reader.element(section, value, path, index),
    aside: (key, value) => reader.aside(key, value),
  });
  return { push: (text) => sections.push(text), end: () => sections.end() };
}

function csvTaker(reader: WorldReader, begun: string, tell: (fault: Fault) => void): Taker {
  const rows = new CsvRows(reader, tell);
  const parser = parse({
    delimiter: separatorOf(begun.split(/[\r\n]/, 1)[0] ?? ""),
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: MOST_IN_A_ROW,
  });
  let taken = 0;
  let failed: unknown = null;
  parser.on("readable", () => {
    try {
      for (let cells = parser.read(); cells !== null && failed === null; cells = parser.read()) {
        taken += 1;
        rows.row(cells);
      }
    } catch (error) {
      failed = error;
    }
  });
  const ended = new Promise<void>((resolve) =>
    parser.on("end", resolve).on("error", (error) => {
      failed ??= new UnreadableWorld(`row ${taken + 1}`, `cannot be read as CSV: ${csvFault(error)}`);
      resolve();
    }),
  );
  const settled = () => {
    if (failed !== null) throw failed;
  };
  return {
    async push(text) {
      settled();
      if (!parser.write(text)) await Promise.race([new Promise((resolve) => parser.once("drain", resolve)), ended]);
      settled();
    },
    async end() {
      settled();
      parser.end();
      await ended;
      settled();
      rows.end();
    },
  };
}

function csvFault(error: Error & { code?: string }): string {
  switch (error.code) {
    case "CSV_MAX_RECORD_SIZE":
      return "it is too long; a quotation mark is opened and not closed";
    case "CSV_QUOTE_NOT_CLOSED":
      return "a quotation mark is opened and not closed";
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return "a quotation mark inside a cell has to be doubled, and the cell put in quotation marks";
    default:
      return error.message;
  }
}

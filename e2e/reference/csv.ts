/**
 * The rows of a CSV without its head, for the reference files: a field in double quotes may hold commas and doubled quotes.
 */
export function rows(csv: string): string[][] {
  return csv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => (line.includes('"') ? fields(line) : line.split(",")));
}

function fields(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'),
  );
}

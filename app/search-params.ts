/** A parameter of an address may come any number of times: the first counts. */
export function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A page number, from 1; what is none is the first page. */
export function pageOf(value: string | string[] | undefined): number {
  const page = Number(first(value));
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}

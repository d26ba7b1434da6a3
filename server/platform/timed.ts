/** Runs a step and says on the terminal what it was and how long it took. */
export async function timed<T>(step: string, body: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await body();
  process.stderr.write(`${step} … ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

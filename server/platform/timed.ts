/** Runs a step and says on the terminal what it was and how long it took. */
export async function timed<T>(step: string, body: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await body();
  console.error(`${step} … ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

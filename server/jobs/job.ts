/** Work that runs beside requests, on one node at a time. */
export interface Job {
  /** Also the queue's name: topic, dot, verb. */
  name: string;
  /** When it runs, as five fields of cron in UTC; it runs when a node starts, too. */
  cron: string;
  /**
   * Does the work. It may be cut off at any instant and started again elsewhere, so what it does is done in transactions
   * that can be repeated.
   *
   * @param signal fires when the server stops or another node has taken over: return soon, the next run goes on
   */
  run(signal: AbortSignal): Promise<unknown>;
}

import { useState } from "react";
import { clock } from "#components/ui/format";
import { useReaderZone } from "#components/ui/reader-zone";

export type ForecastAct = "save" | "reaffirm" | "withdraw";

/** The one line of why, and one act at a time on the server: what it said when done, or why it was refused. */
export function useForecastRun() {
  const zone = useReaderZone();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState<ForecastAct | null>(null);
  const [done, setDone] = useState("");
  const [failure, setFailure] = useState("");

  /**
   * @param said "Saved", to which the time is added
   * @param was what stood before, where that is worth saying
   * @param after once the server has it
   */
  async function run(act: ForecastAct, work: () => Promise<void>, said: string, was: string | null, after: () => void) {
    setBusy(act);
    setFailure("");
    setDone("");
    try {
      await work();
      after();
      setReason("");
      setDone(`${said} ${clock(Date.now(), zone)}${was === null ? "" : `, was ${was}`}`);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "The server did not answer. Try again.");
    } finally {
      setBusy(null);
    }
  }

  function revert() {
    setReason("");
    setFailure("");
  }

  return { reason, setReason, busy, done, failure, run, revert };
}

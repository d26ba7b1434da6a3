import { Time } from "#components/ui/time";

/** In place of a text that a redaction removed. */
export function RemovedText({ removed: { at, by, reason } }: { removed: { at: number; by: string; reason: string } }) {
  return (
    <p className="small">
      Text removed by redaction on <Time at={at} show="minute" /> by {by}: {reason}
    </p>
  );
}

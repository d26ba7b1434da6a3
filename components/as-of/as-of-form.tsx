import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toZonedField } from "#components/ui/zoned-field";

interface AsOfFormProps {
  /** Of the page, without parameters. */
  path: string;
  at: number;
  zone: string;
}

/** Asks for an instant in the reader's zone. A plain form: it works without a script. */
export function AsOfForm({ path, at, zone }: AsOfFormProps) {
  return (
    <form action={path} className="row flex-nowrap items-end" aria-label="As of">
      <TextField
        className="flex-1"
        label={`Show this page as of (${zone})`}
        type="datetime-local"
        name="on"
        required
        defaultValue={toZonedField(at, zone)}
      />
      <Button type="submit">Show</Button>
    </form>
  );
}

/** The control on a page of now: folded away until it is asked for. */
export function AsOfNow(props: AsOfFormProps) {
  return (
    <details className="as-of">
      <summary className="btn btn-sm">As of: now</summary>
      <div className="pop as-of-pop">
        <AsOfForm {...props} />
      </div>
    </details>
  );
}

/** What of the address was no instant. */
export function AsOfFault({ fault }: { fault: string | null }) {
  if (fault === null) return null;
  return (
    <Note kind="bad">
      “{fault}” is no instant, so this page shows now. An instant is written like 2024-02-01T09:00:00Z.
    </Note>
  );
}

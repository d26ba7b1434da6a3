import { Time } from "#components/ui/time";

interface Version {
  number: number;
  title: string;
  reason: string | null;
  closesAt: Date;
  by: string | null;
  at: Date;
}

/** Every wording a question had; a forecast answers the one in force when it was made. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  return (
    <ol className="stack" reversed>
      {versions.map(({ number, title, reason, closesAt, by, at }) => (
        <li key={number} className="body">
          <span className="b">Version {number}</span> {title}
          <p className="small muted">
            <Time at={at} show="minute" />
            {by ? ` by ${by}` : ""} · closes <Time at={closesAt} />
            {reason ? ` · ${reason}` : ""}
          </p>
        </li>
      ))}
    </ol>
  );
}

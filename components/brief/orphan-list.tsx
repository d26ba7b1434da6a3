import { DiffText } from "#components/ui/diff-text";
import { SecHead } from "#components/ui/sec-head";
import { Tag } from "#components/ui/tag";
import { AnchorAgain } from "./anchor-again";

interface OrphanListProps {
  orphans: readonly {
    id: string;
    scenario: { id: string; number: number };
    exact: string;
    likely: readonly { start: number; end: number }[];
  }[];
  versionId: string;
  text: string;
  passages: readonly { number: number | null; start: number }[];
  mayWrite: boolean;
}

/** Quotes whose words this version does not have: never moved by themselves, so somebody says where they now stand. */
export function OrphanList({ orphans, versionId, text, passages, mayWrite }: OrphanListProps) {
  if (orphans.length === 0) return null;
  return (
    <section className="brief-below" aria-labelledby="orphans">
      <SecHead title="Quotes whose words are gone" id="orphans" />
      <p className="small muted">
        {mayWrite
          ? "Take words that are offered, or select words of the text above and choose “Add to scenario”."
          : "A lead can say where they now stand."}
      </p>
      <ul className="stack-4 mt-4">
        {orphans.map(({ id, scenario, exact, likely }) => (
          <li key={id} className="stack max-w-measure">
            <p className="body">
              <b>{scenario.number}</b> “{exact}” <Tag kind="warn">orphaned</Tag>
            </p>
            {mayWrite
              ? likely.map(({ start, end }) => (
                  <div key={start} className="stack">
                    <p className="small muted">
                      Perhaps these, in ¶{passages.findLast((passage) => passage.start <= start)?.number ?? "–"}:
                    </p>
                    <DiffText before={exact} after={text.slice(start, end)} />
                    <AnchorAgain
                      scenario={scenario}
                      anchorId={id}
                      quote={{ briefVersionId: versionId, start, end, exact: text.slice(start, end) }}
                    />
                  </div>
                ))
              : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

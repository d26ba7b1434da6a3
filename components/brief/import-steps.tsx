import { Icon } from "#components/ui/icons";

const FIRST = ["Paste", "Check", "Save"];
const NEXT = ["Paste", "Check", "Review the quotes", "Save"];

interface ImportStepsProps {
  at: "paste" | "check" | "review";
  /** Of a next version: its quotes are reviewed before it is saved. */
  next?: boolean;
}

/** Where one is on the way from a text to a brief, or to its next version. */
export function ImportSteps({ at, next }: ImportStepsProps) {
  const now = ["paste", "check", "review"].indexOf(at);
  return (
    <ol className="row small steps" aria-label="Steps">
      {(next ? NEXT : FIRST).map((step, i) => (
        <li key={step} aria-current={i === now ? "step" : undefined}>
          {i + 1} {step}
          {i < now ? (
            <>
              {" "}
              <Icon name="check" />
              <span className="vh"> done</span>
            </>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

import { Icon } from "#components/ui/icons";

const STEPS = ["paste", "check", "save"] as const;
const WORDS = { paste: "1 Paste", check: "2 Check", save: "3 Save" } as const;

/** Where one is on the way from a text to a brief. */
export function ImportSteps({ at }: { at: "paste" | "check" }) {
  const now = STEPS.indexOf(at);
  return (
    <ol className="row small steps" aria-label="Steps">
      {STEPS.map((step, i) => (
        <li key={step} aria-current={step === at ? "step" : undefined}>
          {WORDS[step]}
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

import { byOf, type SignedRun } from "#core/rationale-diff/signed";
import { lookName } from "./block-names";
import type { Drawing } from "./diff-text";

const SIGN = { added: "+", removed: "−" };
const TOLD = { added: "added", removed: "removed" };
const MOVED = { added: "moved here", removed: "moved away" };

/** A line with its changes. A name stands before the first of neighbouring changes of one person; each tells it on hover. */
export function DiffLine({ runs, drawn }: { runs: readonly SignedRun[]; drawn: Drawing }) {
  return runs.map((run, index) => {
    const last = runs[index - 1];
    const named = byOf(last?.hand ?? null) !== byOf(run.hand);
    return <Run key={`${run.change} ${run.at}`} run={run} named={named} drawn={drawn} />;
  });
}

function Run({ run, named, drawn }: { run: SignedRun; named: boolean; drawn: Drawing }) {
  const { change, node, was, hand } = run;
  const words = drawn.draw(node);
  if (change === "same") return words;
  if (change === "restyled") {
    const told = `was ${lookName(was ?? [])}, is ${lookName(node.marks ?? [])}`;
    return (
      <span className="diff-restyled" title={told}>
        {words}
        <span className="vh"> ({told}) </span>
      </span>
    );
  }
  const [name, signature] = [drawn.nameOf(hand), drawn.signatureOf(hand)];
  const told = hand === "moved" ? MOVED[change] : TOLD[change];
  const Tag = change === "added" ? "ins" : "del";
  return (
    <Tag title={signature ? `${told} by ${signature}` : told}>
      <span className="vh">
        {" "}
        [{told}
        {name ? ` by ${name}` : ""}:{" "}
      </span>
      {name && named ? (
        <span className="diff-hand" aria-hidden="true">
          {name}{" "}
        </span>
      ) : null}
      <span className="diff-sign" aria-hidden="true">
        {SIGN[change]}
      </span>
      {words}
      <span className="vh">] </span>
    </Tag>
  );
}

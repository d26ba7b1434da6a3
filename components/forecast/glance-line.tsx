import type { Glance } from "#core/glance";
import { glanceWords } from "./held-words";

/** One's own forecast and the crowd's on a question whose answer is not yes or no, in a line of a list. */
export function GlanceLine({ glance }: { glance: Glance }) {
  const { own, crowd } = glanceWords(glance);
  return (
    <span>
      {own ? <span className="me-ink b">{own}</span> : "no forecast of yours"}
      {crowd ? ` · crowd ${crowd}` : null}
    </span>
  );
}

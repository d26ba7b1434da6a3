import { initials } from "./format";

/** A person in two letters; the full name on hover and to a screen reader. `caret` is the colour of their caret. */
export function Who({ name, you, caret }: { name: string; you?: boolean; caret?: string }) {
  return (
    <span
      className={you ? "who you" : "who"}
      title={you ? `${name} (you)` : name}
      style={caret ? { borderBottom: `3px solid ${caret}` } : undefined}
    >
      <span aria-hidden="true">{initials(name)}</span>
      <span className="vh">{name}</span>
    </span>
  );
}

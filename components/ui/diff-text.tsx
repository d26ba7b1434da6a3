import { wordDiff } from "#core/word-diff";

interface DiffTextProps {
  before: string;
  after: string;
}

/** One text become another: what went is struck, what came is underlined, and both are said to whoever listens. */
export function DiffText({ before, after }: DiffTextProps) {
  let at = 0;
  return (
    <p className="diff">
      {wordDiff(before, after).map(({ kind, text }) => {
        const key = `${at} ${kind}`;
        at += text.length;
        if (kind === "same") return <span key={key}>{text}</span>;
        const Mark = kind === "removed" ? "del" : "ins";
        return (
          <Mark key={key}>
            <span className="vh">{kind === "removed" ? " [removed: " : " [added: "}</span>
            {text}
            <span className="vh">] </span>
          </Mark>
        );
      })}
    </p>
  );
}

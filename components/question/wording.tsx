import type { ReactNode } from "react";
import { OutsideLink } from "#components/ui/outside-link";
import { Time } from "#components/ui/time";
import type { ShownQuestion } from "./shown-question";
import { specWords } from "./spec-words";

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/u;

/** Criteria, source and clocks: all that decides the answer. */
export function Wording({ question }: { question: ShownQuestion }) {
  const { version, spec, opensAt, closesAt } = question;
  const asks = specWords(spec);
  return (
    <dl className="stack-4">
      {asks ? (
        <Fact name="Answer">
          <p>{asks}</p>
        </Fact>
      ) : null}
      <Fact name={asks ? "How it resolves" : "Resolves Yes if"}>
        {version.criteria ? <Paragraphs text={version.criteria} /> : <p className="muted">No criteria were written.</p>}
      </Fact>
      <Fact name="Answer read from">
        {version.source ? <Paragraphs text={version.source} /> : <p className="muted">No source was named.</p>}
      </Fact>
      {version.baseRate ? (
        <Fact name="Base rate">
          <Paragraphs text={version.baseRate} />
        </Fact>
      ) : null}
      <Fact name="Forecasts count">
        <p>
          from <Time at={opensAt} show="minute" /> to <Time at={closesAt} show="minute" />
        </p>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="small muted">{name}</dt>
      <dd className="body max-w-[40rem]">{children}</dd>
    </div>
  );
}

/** Plain text with its line breaks; addresses become links, and nothing else is read as markup. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-line wrap-anywhere">
      {pieces(text).map(({ at, words, address }) =>
        address ? (
          <OutsideLink key={at} href={words}>
            {words}
          </OutsideLink>
        ) : (
          words
        ),
      )}
    </p>
  );
}

function pieces(text: string): { at: number; words: string; address: boolean }[] {
  let at = 0;
  return text.split(ADDRESS).map((words, i) => {
    const piece = { at, words, address: i % 2 === 1 };
    at += words.length;
    return piece;
  });
}

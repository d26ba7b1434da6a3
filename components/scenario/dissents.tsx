import { heldWords } from "#components/forecast/held-words";
import { Paragraphs } from "#components/question/wording";
import { Time } from "#components/ui/time";
import type { AskedOf, HeldValue } from "#core/forecast-value";
import { SignDissent, WithdrawDissent } from "./sign-dissent";

interface DissentsProps {
  scenarioId: string;
  signed: readonly {
    memberId: string;
    by: string;
    own: boolean;
    body: string;
    signedAt: Date;
    reworded: boolean;
    holds: HeldValue | null;
  }[];
  /** What the scenario's headline asks, by which what is held is read. */
  asked: AskedOf;
  othersHidden: boolean;
  maySign: boolean;
}

/** Signed notes of those who differ from the rationale, beside it. */
export function Dissents({ scenarioId, signed, asked, othersHidden, maySign }: DissentsProps) {
  const mine = signed.find(({ own }) => own);
  return (
    <div className="stack-4">
      {signed.length === 0 ? (
        <p className="small muted">
          {othersHidden ? "Others’ dissents are hidden with their numbers." : "Nobody has signed a dissent."}
        </p>
      ) : null}
      {signed.map(({ memberId, by, own, body, signedAt, reworded, holds }) => (
        <article key={memberId} data-live>
          <div className="dissent">
            <Paragraphs text={body} />
          </div>
          <p className="small muted mt-1.5">
            <span className="b text-ink">{own ? `${by} (you)` : by}</span>, {reworded ? "reworded" : "signed"}{" "}
            <Time at={signedAt} show="day" />
            {holds === null ? null : ` · holds ${heldWords(holds, asked)}`}
          </p>
          {own && maySign ? <WithdrawDissent scenarioId={scenarioId} body={body} /> : null}
        </article>
      ))}
      {signed.length > 0 && othersHidden ? (
        <p className="small muted">Others’ dissents are hidden with their numbers.</p>
      ) : null}
      {maySign ? <SignDissent key={mine?.body} scenarioId={scenarioId} mine={mine?.body ?? null} /> : null}
    </div>
  );
}

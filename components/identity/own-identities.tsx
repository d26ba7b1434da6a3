"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { Time } from "#components/ui/time";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { SingleSignOn } from "./single-sign-on";
import { whyNot } from "./why-not";

interface OwnIdentitiesProps {
  identities: readonly { id: string; issuer: string; lastUsedAt: Date }[];
  formToken: string;
  /** The word for what came of linking one. */
  error: string | null;
}

/** The single sign-ons that lead to this account, and one more. */
export function OwnIdentities({ identities, formToken, error }: OwnIdentitiesProps) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const refused = problem ?? (error && whyNot(error));
  return (
    <div className="stack-4">
      {refused ? <Note kind="bad">{refused}</Note> : null}
      {identities.length === 0 ? (
        <p className="small ink2">Once it is linked, the single sign-on of your organisation leads to this account.</p>
      ) : (
        <ul className="sessions" aria-label="Linked single sign-ons">
          {identities.map(({ id, issuer, lastUsedAt }) => (
            <li key={id}>
              <div>
                <b>{hostOf(issuer)}</b>
                <br />
                <span className="small muted">
                  last used <Time at={lastUsedAt} show="minute" />
                </span>
              </div>
              <Button
                small
                busy={busy}
                disabled={!hydrated}
                aria-label={`Unlink ${hostOf(issuer)}`}
                onClick={() => act(() => trpc.account.unlinkIssuer.mutate({ identityId: id }), "It is unlinked.")}
              >
                Unlink
              </Button>
            </li>
          ))}
        </ul>
      )}
      {identities.length === 0 ? (
        <SingleSignOn label="Link single sign-on" next="/account" formToken={formToken} link />
      ) : null}
    </div>
  );
}

const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

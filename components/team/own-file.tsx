"use client";

import Link from "next/link";
import { trpc } from "#components/trpc-client";
import { Note } from "#components/ui/note";
import { Time } from "#components/ui/time";
import { ConfirmAct } from "./confirm-act";

/** One's own record as a file, and the way to be erased. */
export function OwnFile({ askedAt }: { askedAt: Date | null }) {
  return (
    <div className="stack-4 max-w-prose">
      <p className="ink2">
        Account, teams, sessions, every forecast with its reason, comments, scores and the audit entries about you, as
        one JSON file. What each part says is in the <Link href="/exchange/dictionary#person">data dictionary</Link>.
      </p>
      <p>
        <a className="btn" href="/account/file" download>
          Download your file
        </a>
      </p>
      {askedAt ? (
        <>
          <Note kind="warn">
            You asked to be erased <Time at={askedAt} show="minute" />. An administrator decides; until then nothing
            changes.
          </Note>
          <p>
            <ConfirmAct
              label="Take the request back"
              title="Take the request back"
              means="The administrators no longer see that you ask to be erased."
              yes="Take it back"
              done="You stay."
              act={() => trpc.account.askErasure.mutate({ asked: false })}
            >
              Take the request back
            </ConfirmAct>
          </p>
        </>
      ) : (
        <p>
          <ConfirmAct
            label="Ask to be erased"
            title="Ask to be erased"
            means={
              <>
                An administrator is asked to erase you. Then your name, address, password, reasons, comments and
                dissents are destroyed for good and you can no longer sign in. Your numbers stay under a pseudonym, so
                that scores still add up. Take your file with you first.
              </>
            }
            yes="Ask the administrators"
            done="The administrators are asked."
            act={() => trpc.account.askErasure.mutate({ asked: true })}
            danger
          >
            Ask to be erased
          </ConfirmAct>
        </p>
      )}
    </div>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { CodeField } from "./code-field";
import { RecoveryCodes } from "./recovery-codes";

interface Secret {
  picture: { size: number; path: string };
  words: string;
  uri: string;
}

/**
 * Three steps in one place: a secret for the phone, a first code of it, the recovery codes to keep.
 *
 * @param next where to go afterwards; null where this page shows what has changed
 */
export function CodesSetUp({ next }: { next: string | null }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [recovery, setRecovery] = useState<string[] | null>(null);
  const begin = useSubmit(async () => {
    setSecret(await trpc.codes.begin.mutate());
    return null;
  });
  const confirm = useSubmit(async (form) => {
    setRecovery((await trpc.codes.confirm.mutate({ code: textOf(form, "code") })).codes);
    return null;
  });
  if (recovery)
    return <RecoveryCodes codes={recovery} done={() => (next ? location.assign(next) : router.refresh())} />;
  if (secret)
    return (
      <form className="stack-4" method="post" onSubmit={confirm.onSubmit} noValidate>
        <p>Scan this with an authenticator on your phone, or type the secret there by hand.</p>
        <div className="code-picture">
          <svg viewBox={`0 0 ${secret.picture.size} ${secret.picture.size}`} role="img" shapeRendering="crispEdges">
            <title>The secret as a picture, to scan</title>
            <path d={secret.picture.path} />
          </svg>
          <div className="stack">
            <p className="small muted">Secret</p>
            <p className="code-secret">{secret.words}</p>
            <p className="small">
              <a href={secret.uri}>Open in an authenticator on this device</a>
            </p>
          </div>
        </div>
        <CodeField error={confirm.fieldErrors.code} take first />
        {confirm.message ? <Note kind="bad">{confirm.message}</Note> : null}
        <Button variant="primary" type="submit" busy={confirm.busy}>
          Turn codes on
        </Button>
      </form>
    );
  return (
    <form className="stack-4" method="post" onSubmit={begin.onSubmit}>
      <p className="small ink2">
        At every sign-in with a password or a link you are then also asked for six digits that your phone shows: a
        stolen password alone lets nobody in.
      </p>
      {begin.message ? <Note kind="bad">{begin.message}</Note> : null}
      <Button type="submit" busy={begin.busy} disabled={!hydrated}>
        Set up one-time codes
      </Button>
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { Time } from "#components/ui/time";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { CodeField } from "./code-field";
import { CodesSetUp } from "./codes-set-up";
import { RecoveryCodes } from "./recovery-codes";

interface OwnCodesProps {
  since: Date | null;
  recoveryLeft: number;
  required: boolean;
}

/** A person's one-time codes on their account's page: off, or on with what can be done about them. */
export function OwnCodes({ since, recoveryLeft, required }: OwnCodesProps) {
  const router = useRouter();
  const [renewed, setRenewed] = useState<string[] | null>(null);
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const code = textOf(form, "code");
    if (textOf(form, "act") === "renew") {
      setRenewed((await trpc.codes.renewRecovery.mutate({ code })).codes);
      return null;
    }
    await trpc.codes.turnOff.mutate({ code });
    toast("One-time codes are off.");
    router.refresh();
    return null;
  });
  if (renewed)
    return (
      <RecoveryCodes
        codes={renewed}
        done={() => {
          setRenewed(null);
          router.refresh();
        }}
      />
    );
  if (!since) return <CodesSetUp next={null} />;
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <p>
        On since <Time at={since} />. {leftInWords(recoveryLeft)}
      </p>
      {recoveryLeft < 3 ? <Note kind="warn">Make new recovery codes before you run out of them.</Note> : null}
      <fieldset className="stack" disabled={!hydrated}>
        <legend className="vh">What to do</legend>
        <label className="row">
          <input type="radio" name="act" value="renew" defaultChecked /> Make ten new recovery codes
        </label>
        <label className="row">
          <input type="radio" name="act" value="off" disabled={required} /> Turn one-time codes off
          {required ? <span className="small muted">Administrators keep them on here.</span> : null}
        </label>
      </fieldset>
      <CodeField error={fieldErrors.code} />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" busy={busy} disabled={!hydrated}>
        Go on
      </Button>
    </form>
  );
}

function leftInWords(left: number): string {
  if (left === 0) return "No recovery code is left.";
  return left === 1 ? "One recovery code is left." : `${left} recovery codes are left.`;
}

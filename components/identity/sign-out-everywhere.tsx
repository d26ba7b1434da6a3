"use client";

import { forgetCopies } from "#components/editor/device-copies";
import { tellOtherTabs } from "#components/shell/leave-together";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

export function SignOutEverywhere() {
  const hydrated = useHydrated();
  const { onSubmit, busy, message } = useSubmit(async () => {
    await trpc.account.signOutEverywhere.mutate();
    tellOtherTabs();
    await forgetCopies();
    location.replace("/sign-in");
    return null;
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit}>
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" variant="danger" busy={busy} disabled={!hydrated}>
        Sign out everywhere
      </Button>
    </form>
  );
}

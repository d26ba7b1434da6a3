import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LookAround } from "#components/identity/look-around";
import { SignInForm } from "#components/identity/sign-in-form";
import { SignInFrame } from "#components/shell/sign-in-frame";
import { Note } from "#components/ui/note";
import { demoAccounts, nobodyYet } from "#server/identity/demo-accounts";
import { safeNext } from "#server/identity/next-url";
import { currentActor } from "#server/identity/session";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next);
  if (await currentActor()) redirect(next);
  const [demo, empty] = await Promise.all([demoAccounts(), nobodyYet()]);
  return (
    <SignInFrame>
      <section className="panel" aria-labelledby="sign-in">
        <h2 className="sec" id="sign-in">
          Sign in
        </h2>
        {empty ? (
          <Note kind="info">
            Nobody has an account here yet. The first administrator comes in by the set-up link that the server printed
            where it was started; starting it again prints a new one.
          </Note>
        ) : null}
        <SignInForm next={next} />
      </section>
      {demo ? <LookAround accounts={demo.accounts} password={demo.password} next={next} /> : null}
    </SignInFrame>
  );
}

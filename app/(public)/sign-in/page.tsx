import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { LookAround } from "#components/identity/look-around";
import { SignInForm } from "#components/identity/sign-in-form";
import { SingleSignOn } from "#components/identity/single-sign-on";
import { whyNot } from "#components/identity/why-not";
import { SignInFrame } from "#components/shell/sign-in-frame";
import { Note } from "#components/ui/note";
import { demoAccounts, nobodyYet } from "#server/identity/demo-accounts";
import { safeNext, safeNextAt } from "#server/identity/next-url";
import { currentSession, currentVisitor } from "#server/identity/session";
import { newFormToken } from "#server/identity/session-cookie";
import { isToBeVouchedAgain } from "#server/identity/sessions/vouched";
import { env } from "#server/platform/env";
import { sendsMail } from "#server/platform/mailer";
import { first } from "../../search-params";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  // next-auth brings people back here with where they wanted to go under another name.
  const next = params.next === undefined ? safeNextAt(params.callbackUrl, env().appUrl) : safeNext(params.next);
  const error = first(params.error) ?? null;
  if (await currentVisitor()) redirect(next);
  // Whoever comes here with a session that waits for its issuer's word is spared the press, unless it has just said no.
  const { oidc } = env();
  if (oidc && error === null && (await isToBeVouchedAgain(await currentSession())))
    redirect(`/api/auth/again?next=${encodeURIComponent(next)}`);
  const [demo, empty] = await Promise.all([demoAccounts(), nobodyYet()]);
  // What the single sign-on answered stands over it, everything else at the form.
  const ofIssuer = oidc !== null && error !== null && !OF_FORM.test(error);
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
        {oidc ? (
          <div className="stack-4 mt-4">
            {ofIssuer ? <Note kind={error === "sso-confirm" ? "info" : "bad"}>{whyNot(error)}</Note> : null}
            <SingleSignOn label="Continue with single sign-on" next={next} formToken={newFormToken()} primary />
            <p className="between-ways">or with your password</p>
          </div>
        ) : null}
        <SignInForm next={next} error={ofIssuer ? null : error} second={oidc !== null} />
        {sendsMail() ? (
          <p className="small mt-4">
            <Link href={next === "/" ? "/sign-in/link" : `/sign-in/link?next=${encodeURIComponent(next)}`}>
              E-mail me a link instead
            </Link>
          </p>
        ) : null}
      </section>
      {demo ? <LookAround accounts={demo.accounts} password={demo.password} next={next} /> : null}
    </SignInFrame>
  );
}

const OF_FORM = /^(?:CredentialsSignin|code-|wait-)/;

import type { Metadata } from "next";
import Link from "next/link";
import { OwnCodes } from "#components/identity/own-codes";
import { OwnIdentities } from "#components/identity/own-identities";
import { OwnSessions } from "#components/identity/own-sessions";
import { PasswordForm } from "#components/identity/password-form";
import { ProfileForm } from "#components/identity/profile-form";
import { LeaveTeam } from "#components/team/member-controls";
import { OwnFile } from "#components/team/own-file";
import { TEAM_ROLE_WORDS } from "#components/team/role-words";
import { NewTokenForm } from "#components/token/new-token-form";
import { TokenList } from "#components/token/token-list";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { ThemeSwitch } from "#components/ui/theme-switch";
import { ownAccount } from "#server/identity/account";
import { ownCodes } from "#server/identity/codes/code-queries";
import { ownIdentities } from "#server/identity/oidc/identities";
import { currentSession, requireActor } from "#server/identity/session";
import { newFormToken } from "#server/identity/session-cookie";
import { sessionsOf } from "#server/identity/sessions/session-queries";
import { ownTokens, tokenTeams } from "#server/identity/tokens/token-queries";
import { env } from "#server/platform/env";
import { reader } from "../../reader";
import { first } from "../../search-params";

export const metadata: Metadata = { title: "Your account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { oidc } = env();
  const [
    { name, email, timeZone, erasureAskedAt, members },
    { theme },
    tokens,
    teams,
    session,
    sessions,
    codes,
    identities,
    params,
  ] = await Promise.all([
    ownAccount(actor),
    reader(),
    ownTokens(actor),
    tokenTeams(actor),
    currentSession(),
    sessionsOf(actor, actor.userId),
    ownCodes(actor),
    ownIdentities(actor),
    searchParams,
  ]);
  return (
    <>
      <PageHead title="Your account" lead={email} />
      <div className="grid gap-x-16 gap-y-10 md:grid-cols-2">
        <section aria-labelledby="you">
          <SecHead title="You" id="you" />
          <ProfileForm name={name} timeZone={timeZone} zones={Intl.supportedValuesOf("timeZone")} />
        </section>
        <section aria-labelledby="teams">
          <SecHead title="Your teams" id="teams" />
          {members.length === 0 ? <p className="small muted">You are in no team.</p> : null}
          <ul className="stack">
            {members.map(({ id, role, team }) => (
              <li key={id} className="row between">
                <span>
                  <Link href={`/people/${id}`}>Your record in {team.name}</Link>{" "}
                  <span className="small muted">{TEAM_ROLE_WORDS[role]}</span>
                </span>
                <LeaveTeam teamId={team.id} memberId={id} team={team.name} />
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="password">
          <SecHead title="Password" id="password" />
          <PasswordForm email={email} />
        </section>
        <section aria-labelledby="codes">
          <SecHead title="One-time codes" id="codes" />
          <OwnCodes {...codes} />
        </section>
        <section aria-labelledby="browser">
          <SecHead title="This browser and others" id="browser">
            <ThemeSwitch theme={theme} />
          </SecHead>
          <OwnSessions sessions={sessions} current={session?.sessionId ?? null} />
        </section>
        {oidc || identities.length > 0 ? (
          <section aria-labelledby="single-sign-on">
            <SecHead title="Single sign-on" id="single-sign-on" />
            <OwnIdentities identities={identities} formToken={newFormToken()} error={first(params.error) ?? null} />
          </section>
        ) : null}
      </div>
      <section aria-labelledby="own-file" className="mt-10">
        <SecHead title="What is kept about you" id="own-file" />
        <OwnFile askedAt={erasureAskedAt} />
      </section>
      <section aria-labelledby="tokens" className="mt-10">
        <SecHead title="API tokens" id="tokens">
          <a className="small" href="/api/v1/docs">
            What a token can do
          </a>
        </SecHead>
        <p className="ink2 max-w-prose mb-6">
          With a token a program reads and writes as you, within what you let it. It stops at once when you revoke it,
          when your account is disabled, and when your password is set anew by a link; signing out leaves it as it is.
        </p>
        <div className="desk-grid">
          <TokenList
            tokens={tokens}
            as={{ kind: "maker" }}
            empty="Make one for a script, a notebook or another system."
          />
          <NewTokenForm teams={teams} />
        </div>
      </section>
    </>
  );
}

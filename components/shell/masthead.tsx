import Link from "next/link";
import { NoticeBell } from "#components/notices/notice-bell";
import type { Theme } from "#components/ui/preferences";
import { ThemeSwitch } from "#components/ui/theme-switch";
import { MainNav } from "./main-nav";
import type { Shell } from "./shell";
import { SignOut } from "./sign-out";
import { TeamSwitch } from "./team-switch";
import { Wordmark } from "./wordmark";

/** Name, doors, whose team and who one is. Without a shell (not signed in) only the name and the theme. */
export function Masthead({ shell, theme }: { shell: Shell | null; theme: Theme }) {
  return (
    <header className="masthead">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="page">
        <Wordmark />
        {shell ? <MainNav counts={shell.counts} can={shell.can} /> : null}
        <div className="account">
          {shell ? (
            <>
              <NoticeBell viewer={shell.person.id} unread={shell.counts.notices} since={shell.countedAt} />
              <TeamSwitch teams={shell.teams} currentTeam={shell.currentTeam} />
              <Link className="plain name" href="/account">
                {shell.person.name}
              </Link>
            </>
          ) : null}
          <ThemeSwitch theme={theme} />
          {shell ? <SignOut /> : null}
        </div>
      </div>
    </header>
  );
}

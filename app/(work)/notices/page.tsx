import type { Metadata } from "next";
import { LiveRefresh } from "#components/live/live-refresh";
import { MarkAllButton } from "#components/notices/notice-acts";
import { NoticeGroupCard } from "#components/notices/notice-group-card";
import { NoticeSettings } from "#components/notices/notice-settings";
import { Pager } from "#components/team/pager";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import type { NoticeGroup } from "#core/notice";
import { requireActor } from "#server/identity/session";
import { noticeGroups, noticeSettings } from "#server/notifications/notice-queries";
import { pageOf } from "../../search-params";

export const metadata: Metadata = { title: "Notices" };

/** Groups on a page. */
const SHOWN = 25;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NoticesPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const [groups, settings, { page: asked }] = await Promise.all([
    noticeGroups(actor),
    noticeSettings(actor),
    searchParams,
  ]);
  const pages = Math.max(1, Math.ceil(groups.length / SHOWN));
  const page = Math.min(pages, pageOf(asked));
  const shown = groups.slice((page - 1) * SHOWN, page * SHOWN);
  const unread = groups.reduce((sum, group) => sum + group.unread, 0);
  const teams = [...new Set([...actor.memberships.map(({ teamId }) => teamId), ...groups.map(({ teamId }) => teamId)])];
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={teams} since={since} />
      <PageHead
        title="Notices"
        lead={
          unread > 0 ? `${counted(unread, "notice waits", "notices wait")} to be read.` : "Nothing waits to be read."
        }
      >
        {unread > 0 ? <MarkAllButton until={new Date(since)} /> : null}
      </PageHead>
      <div className="desk-grid">
        <div>
          {groups.length === 0 ? (
            <EmptyState title="You have been told of nothing yet">
              Verdicts on what you forecast, proposals you may confirm, closes and mentions come here.
            </EmptyState>
          ) : null}
          <Section title="New" groups={shown.filter((group) => group.unread > 0)} teams={teams.length > 1} />
          <Section title="Read" groups={shown.filter((group) => group.unread === 0)} teams={teams.length > 1} />
          <Pager page={page} pages={pages} href={(number) => `/notices?page=${number}`} />
        </div>
        <aside className="stack-6" aria-label="What you are told of">
          <NoticeSettings off={settings.off} muted={settings.muted} />
        </aside>
      </div>
    </>
  );
}

function Section({ title, groups, teams }: { title: string; groups: readonly NoticeGroup[]; teams: boolean }) {
  if (groups.length === 0) return null;
  return (
    <section className="mb-10" aria-label={title}>
      <SecHead title={title} />
      <ul>
        {groups.map((group) => (
          <NoticeGroupCard key={group.key} group={group} teams={teams} />
        ))}
      </ul>
    </section>
  );
}

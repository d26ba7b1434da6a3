"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { counted } from "#components/ui/format";
import { Menu } from "#components/ui/menu";
import { ProblemLine } from "#components/ui/problem-line";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import type { Mutable } from "./notice";
import { countAnew } from "./notice-bell";

const mark = (ids: readonly string[], read: boolean) => trpc.notice.mark.mutate({ ids: [...ids], read });

/** To what a group is about: who goes there has read it. */
export function GroupLink({
  href,
  unread,
  children,
}: {
  href: string;
  unread: readonly string[];
  children: ReactNode;
}) {
  return (
    <Link
      className="st"
      href={href}
      onClick={() => {
        // Should it fail, the notices stay unread: the page they lead to is opened all the same.
        if (unread.length > 0) mark(unread, true).then(countAnew, () => {});
      }}
    >
      {children}
    </Link>
  );
}

/** Marks one group as read, and takes that back. */
export function MarkButton({ ids, read, title }: { ids: readonly string[]; read: boolean; title: string }) {
  const { act, busy, problem } = useAct();
  const router = useRouter();
  const hydrated = useHydrated();
  const undo = () =>
    mark(ids, !read).then(
      () => router.refresh(),
      () => toast("That could not be undone. Try again from the list."),
    );
  return (
    <>
      <Button
        small
        variant="quiet"
        busy={busy}
        disabled={!hydrated}
        aria-label={`${read ? "Mark read" : "Mark unread"}: ${title}`}
        data-shortcut={read ? "x" : undefined}
        data-shortcut-label={read ? "Mark read" : undefined}
        onClick={async () => {
          if (await act(() => mark(ids, read)))
            toast(read ? "Marked as read." : "Marked as unread.", { label: "Undo", run: undo });
        }}
      >
        {read ? "Mark read" : "Mark unread"}
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </>
  );
}

/** Marks everything up to the moment the page was made. */
export function MarkAllButton({ until }: { until: Date }) {
  const { act, busy, problem } = useAct();
  const router = useRouter();
  const hydrated = useHydrated();
  return (
    <>
      <Button
        busy={busy}
        disabled={!hydrated}
        onClick={() =>
          act(async () => {
            const { ids } = await trpc.notice.markAll.mutate({ until });
            const back = async () => {
              await mark(ids, false);
              router.refresh();
            };
            toast(
              `${counted(ids.length, "notice", "notices")} marked as read.`,
              ids.length > 0 ? { label: "Undo", run: () => void back() } : undefined,
            );
          })
        }
      >
        Mark all as read
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </>
  );
}

function setMute({ what, subjectId }: Mutable, muted: boolean): Promise<void> {
  switch (what) {
    case "question":
      return trpc.notice.muteQuestion.mutate({ questionId: subjectId, muted });
    case "scenario":
      return trpc.notice.muteScenario.mutate({ scenarioId: subjectId, muted });
    case "team":
      return trpc.notice.muteTeam.mutate({ teamId: subjectId, muted });
  }
}

const MUTE = { question: "Mute this question", scenario: "Mute the scenario", team: "Mute the team" } as const;

/** From nearest to widest: nothing more is heard of it until it is unmuted. */
export function MuteMenu({ mutable }: { mutable: readonly Mutable[] }) {
  const { act, busy, problem } = useAct();
  const router = useRouter();
  const hydrated = useHydrated();
  return (
    <Menu label="Mute">
      {mutable.map((one) => (
        <button
          key={one.what}
          type="button"
          disabled={!hydrated || busy}
          onClick={async () => {
            const back = async () => {
              await setMute(one, false);
              router.refresh();
            };
            if (await act(() => setMute(one, true)))
              toast(`Muted: ${one.title}`, { label: "Undo", run: () => void back() });
          }}
        >
          {MUTE[one.what]}
        </button>
      ))}
      <ProblemLine>{problem}</ProblemLine>
    </Menu>
  );
}

/** Hears of it again, with all that came meanwhile. */
export function UnmuteButton({ muted }: { muted: Mutable }) {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  return (
    <>
      <Button
        small
        busy={busy}
        disabled={!hydrated}
        aria-label={`Unmute: ${muted.title}`}
        onClick={() => act(() => setMute(muted, false), `Unmuted: ${muted.title}`)}
      >
        Unmute
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { liveHub } from "#components/live/live-hub";
import { trpc } from "#components/trpc-client";

interface NoticeBellProps {
  /** The reader's user id. */
  viewer: string;
  /** What waited when the page was rendered. */
  unread: number;
  /** When that was, by the server's clock. */
  since: number;
}

/** Acts that come close together are asked about once, in milliseconds. */
const GATHER = 300;
/** Acts that may tell somebody of something. Forecasts do not, and they are the many. */
const TELLING: readonly string[] = [
  "resolution",
  "proposal",
  "decision",
  "comment",
  "rationale.version",
  "rationale.comment",
];
/** As many as the server counts. */
const MOST = 100;
const COUNT_ANEW = "notices";

/** Tells the bell that something was read on the way to another page, where nothing else would. */
export const countAnew = (): void => {
  document.dispatchEvent(new Event(COUNT_ANEW));
};

/**
 * The way to one's notices with the number that waits. The event stream only says that something happened; how many
 * that is for this reader is asked of the server, which answers by their rights.
 */
export function NoticeBell({ viewer, unread, since }: NoticeBellProps) {
  const pathname = usePathname();
  const [fresh, setFresh] = useState<{ since: number; unread: number } | null>(null);
  const rendered = useRef(since);
  rendered.current = since;
  const shown = fresh?.since === since ? fresh.unread : unread;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer = undefined;
      const askedAt = rendered.current;
      // Without an answer the number stays what it was; the next act asks again.
      trpc.notice.unread.query().then(
        (count) => setFresh({ since: askedAt, unread: count }),
        () => {},
      );
    };
    const askSoon = () => {
      timer ??= setTimeout(ask, GATHER);
    };
    const onVisible = () => {
      if (!document.hidden) askSoon();
    };
    document.addEventListener("visibilitychange", onVisible);
    document.addEventListener(COUNT_ANEW, askSoon);
    const unsubscribe = liveHub(viewer, rendered.current).subscribe({
      since: rendered.current,
      onGap: askSoon,
      onStatus: () => {},
      onEvent: ({ kind }) => {
        if (TELLING.includes(kind)) askSoon();
      },
    });
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", onVisible);
      document.removeEventListener(COUNT_ANEW, askSoon);
      clearTimeout(timer);
    };
  }, [viewer]);

  // Reminders come by the clock, with no act behind them: another page is the moment to look.
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) countAnew();
    before.current = pathname;
  }, [pathname]);

  const number = shown >= MOST ? "99+" : String(shown);
  return (
    <>
      <Link
        className="plain bell"
        href="/notices"
        aria-label={shown > 0 ? `Notices, ${number} unread` : "Notices"}
        aria-current={pathname === "/notices" ? "page" : undefined}
        data-shortcut="g n"
        data-shortcut-label="Go to Notices"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1.8a4.2 4.2 0 0 0-4.2 4.2c0 4-1.6 4.8-1.6 5.6h11.6c0-.8-1.6-1.6-1.6-5.6A4.2 4.2 0 0 0 8 1.8zM6.4 13.4a1.7 1.7 0 0 0 3.2 0" />
        </svg>
        {shown > 0 ? <span className="bell-count">{number}</span> : null}
      </Link>
      <span className="vh" role="status">
        {fresh && shown > unread ? `${number} unread notices` : ""}
      </span>
    </>
  );
}

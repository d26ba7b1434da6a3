"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Banner } from "#components/ui/note";
import { liveHub } from "./live-hub";
import type { LiveStatus } from "./live-stream";
import { tintChanges } from "./tint-changes";

interface LiveRefreshProps {
  /** Whose stream it is: the reader's user id. */
  viewer: string;
  /** Ids of what the page shows: questions, scenarios, briefs, or a team for all of its own. */
  topics: readonly string[];
  /** When the page was rendered: `Date.now()` before its data was loaded. */
  since: number;
}

/** Changes that come close together make one refresh, in milliseconds. */
const GATHER = 150;

/**
 * Loads the page's data anew when something it shows has changed, once a page. What one types stays: only what the server
 * rendered is replaced. A tab in the background waits until it is looked at.
 */
export function LiveRefresh({ viewer, topics, since }: LiveRefreshProps) {
  const router = useRouter();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const rendered = useRef(since);
  const key = topics.join(" ");

  useEffect(() => {
    const watched = new Set(key.split(" "));
    let due = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let endTint = () => {};

    const refresh = () => {
      timer = undefined;
      if (document.hidden) {
        due = true;
        return;
      }
      due = false;
      endTint();
      endTint = tintChanges();
      router.refresh();
    };
    const refreshSoon = () => {
      timer ??= setTimeout(refresh, GATHER);
    };
    const onVisible = () => {
      if (due && !document.hidden) refreshSoon();
    };
    document.addEventListener("visibilitychange", onVisible);
    const unsubscribe = liveHub(viewer, rendered.current).subscribe({
      since: rendered.current,
      onGap: refreshSoon,
      onStatus: setStatus,
      onEvent({ topicId, recordId, teamId }) {
        if (watched.has(recordId) || watched.has(teamId) || (topicId !== null && watched.has(topicId))) refreshSoon();
      },
    });
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", onVisible);
      clearTimeout(timer);
      endTint();
    };
  }, [router, viewer, key]);

  if (status === "lost") {
    return (
      <Banner quiet>The connection is lost. What others do appears when it is back; nothing of yours is lost.</Banner>
    );
  }
  if (status === "signed-out") {
    return (
      <Banner>
        You are signed out. <a href="/sign-in">Sign in again</a> to go on.
      </Banner>
    );
  }
  return null;
}

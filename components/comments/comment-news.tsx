"use client";

import { useEffect, useRef, useState } from "react";
import type { ThreadView } from "./thread";

/** Tells a screen reader what others said and resolved since the page was opened. */
export function CommentNews({ threads }: { threads: readonly ThreadView[] }) {
  const known = useRef<readonly ThreadView[] | null>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    if (known.current) {
      const said = newsOf(known.current, threads);
      if (said) setNews(said);
    }
    known.current = threads;
  }, [threads]);
  return (
    <p className="vh" role="status">
      {news}
    </p>
  );
}

/** @returns what happened between two looks at the same threads that is not the reader's own doing; empty for nothing */
export function newsOf(before: readonly ThreadView[], now: readonly ThreadView[]): string {
  const heard = new Set(before.flatMap(({ comments }) => comments.map(({ id }) => id)));
  const said = now.flatMap(({ words, comments }) =>
    comments
      .filter(({ id, own, body }) => !own && body !== null && !heard.has(id))
      .map(({ by }) => `New comment by ${by} on “${words.slice(0, 60)}”.`),
  );
  const resolved = now.flatMap(({ id, words, resolved: by }) => {
    const earlier = before.find((thread) => thread.id === id);
    if (!earlier || Boolean(earlier.resolved) === Boolean(by)) return [];
    return [by ? `Resolved by ${by.by}: “${words.slice(0, 60)}”.` : `Open again: “${words.slice(0, 60)}”.`];
  });
  return [...said, ...resolved].join(" ");
}

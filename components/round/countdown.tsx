"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { fromNow } from "#components/ui/format";

/** Browsers fire timers that are longer than this at once, in milliseconds. */
const LONGEST = 2 ** 31 - 1;
const MINUTE = 60_000;

interface CountdownProps {
  /** In milliseconds since 1970. */
  endsAt: number;
  /** The server's clock when the page was made. */
  now: number;
}

/** "in 3 hours", kept up to date; when the time has come, the page is loaded anew. */
export function Countdown({ endsAt, now }: CountdownProps) {
  const router = useRouter();
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    const tick = setInterval(() => setPassed(performance.now() - begun), MINUTE / 2);
    // A moment later, so that the server's clock is past it, too.
    const end = setTimeout(() => router.refresh(), Math.min(LONGEST, Math.max(0, endsAt - now) + 500));
    return () => {
      clearInterval(tick);
      clearTimeout(end);
    };
  }, [router, endsAt, now]);
  return fromNow(endsAt, now + passed);
}

"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const RENEW_AFTER_MS = 15 * 60 * 1000;

/** A session ends twelve hours after the last page that its reader opened: opening one asks for a fresh cookie, at most every quarter of an hour. */
export function KeepSession() {
  const pathname = usePathname();
  const renewedAt = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what asks for it
  useEffect(() => {
    if (performance.now() - renewedAt.current < RENEW_AFTER_MS) return;
    renewedAt.current = performance.now();
    // Offline or refused, the cookie stays as it is; the next page says so if it no longer holds.
    fetch("/api/auth/session").catch(() => {});
  }, [pathname]);
  return null;
}

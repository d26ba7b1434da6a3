"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const RENEW_AFTER_MS = 15 * 60 * 1000;

/** A session ends twelve hours after the last page that its reader opened: opening one asks for a fresh cookie, at most every quarter of an hour. */
export function KeepSession() {
  const pathname = usePathname();
  const last = useRef({ page: "", renewal: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const { page, renewal } = last.current;
    if (page === pathname) return;
    const due = performance.now() - renewal >= RENEW_AFTER_MS;
    last.current = { page: pathname, renewal: due ? performance.now() : renewal };
    // Offline or refused, the cookie stays as it is; the next page says so if it no longer holds.
    if (due) fetch("/api/auth/session").catch(() => {});
  }, [pathname]);
  return null;
}

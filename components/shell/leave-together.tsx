"use client";

import { useEffect } from "react";

const CHANNEL = "bellwether:signed-out";

/** Tells the other tabs of this browser that its reader has gone. */
export function tellOtherTabs(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("");
  channel.close();
}

/**
 * Leaves with the reader: when they sign out in another tab, and when a browser brings back, as it was, a page that they had left
 * before. What is still theirs the server sends again.
 */
export function LeaveTogether() {
  useEffect(() => {
    const broughtBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    addEventListener("pageshow", broughtBack);
    const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
    channel?.addEventListener("message", () => location.replace("/sign-in"));
    return () => {
      removeEventListener("pageshow", broughtBack);
      channel?.close();
    };
  }, []);
  return null;
}

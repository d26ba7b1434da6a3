"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "#components/ui/toast";

/** How often the page asks how far it is, in milliseconds. */
const EVERY = 1500;

/** Loads the page anew while something is under way, and announces its end. A tab in the background waits. */
export function Watch({ running, done }: { running: boolean; done: string }) {
  const router = useRouter();
  const was = useRef(running);
  useEffect(() => {
    if (was.current && !running) toast(done);
    was.current = running;
    if (!running) return;
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, EVERY);
    return () => clearInterval(timer);
  }, [running, done, router]);
  return null;
}

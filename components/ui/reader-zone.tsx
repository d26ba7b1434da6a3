"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { remember, ZONE_COOKIE } from "./preferences";

const ZoneContext = createContext("UTC");

interface ReaderZoneProps {
  zone: string;
  /** The reader chose it in their account; otherwise it is a cookie's, and the browser corrects that once. */
  chosen?: boolean;
  children: ReactNode;
}

/** The zone that times are shown in: the account's, or what the browser says. */
export function ReaderZone({ zone, chosen = false, children }: ReaderZoneProps) {
  const router = useRouter();
  useEffect(() => {
    const actual = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (chosen || !actual || actual === zone) return;
    remember(ZONE_COOKIE, actual);
    router.refresh();
  }, [zone, chosen, router]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

export function useReaderZone(): string {
  return useContext(ZoneContext);
}

"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { Shell } from "./shell";

interface Door {
  href: string;
  label: string;
  key: string;
  waiting: number;
  /** Pages below another path that belong to this door. */
  also?: readonly string[];
}

function doors({ counts, can }: Pick<Shell, "counts" | "can">): Door[] {
  const all: (Door | false)[] = [
    { href: "/", label: "Desk", key: "d", waiting: counts.desk },
    { href: "/briefs", label: "Briefs", key: "b", waiting: 0, also: ["/scenarios", "/questions"] },
    can.overview && { href: "/overview", label: "Overview", key: "o", waiting: 0 },
    can.leaderboard && { href: "/leaderboard", label: "Leaderboard", key: "l", waiting: 0, also: ["/people", "/tags"] },
    can.leaderboard && { href: "/calibration", label: "Calibration", key: "c", waiting: 0 },
    can.resolve && { href: "/resolve", label: "Resolve", key: "r", waiting: counts.resolve },
    can.admin && { href: "/admin", label: "Admin", key: "a", waiting: 0 },
  ];
  return all.filter((door) => door !== false);
}

function leadsTo(door: Door, pathname: string): boolean {
  if (door.href === "/") return pathname === "/";
  return [door.href, ...(door.also ?? [])].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The doors one may open, with what waits behind each. */
export function MainNav(shell: Pick<Shell, "counts" | "can">) {
  const pathname = usePathname();
  return (
    <nav className="nav" aria-label="Main">
      {doors(shell).map((door) => (
        <Link
          key={door.href}
          href={door.href}
          aria-current={leadsTo(door, pathname) ? "page" : undefined}
          data-shortcut={`g ${door.key}`}
          data-shortcut-label={`Go to ${door.label}`}
        >
          {door.label}
          {door.waiting > 0 ? (
            <span className="count">
              <span className="vh">, </span>
              {door.waiting}
              <span className="vh"> waiting</span>
            </span>
          ) : null}
          <OnItsWay />
        </Link>
      ))}
    </nav>
  );
}

/** A line that runs under a door while its page is fetched; pages come whole, so the old one stays until then. */
function OnItsWay() {
  const { pending } = useLinkStatus();
  return <span className={pending ? "on-its-way" : undefined} aria-hidden="true" />;
}

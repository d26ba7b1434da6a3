import type { ReactNode } from "react";
import { safeHref } from "#core/rationale";

/**
 * A link to an address that a person gave, or its words alone where a browser should not go there. The other site learns neither
 * whence somebody came nor gets hold of the page.
 */
export function OutsideLink({
  href,
  newTab = false,
  children,
}: {
  href: string;
  newTab?: boolean;
  children: ReactNode;
}) {
  const safe = safeHref(href);
  if (safe === null) return children;
  return (
    <a href={safe} rel="noopener noreferrer nofollow" target={newTab ? "_blank" : undefined}>
      {children}
    </a>
  );
}

import type { ReactNode } from "react";

/** What is not here, why, and what to do about it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children ? <div className="small muted">{children}</div> : null}
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}

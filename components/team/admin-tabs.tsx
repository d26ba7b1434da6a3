import { Tabs } from "#components/ui/choices";

const TABS = [
  { label: "Users", href: "/admin" },
  { label: "Teams", href: "/admin/teams" },
  { label: "Invitations", href: "/admin/invitations" },
  { label: "API tokens", href: "/admin/tokens" },
  { label: "Audit log", href: "/admin/audit" },
  { label: "Scores", href: "/admin/scores" },
] as const;

/** The parts of the administration; for administrators only, so leads do not see it over their team's people. */
export function AdminTabs({ current }: { current: (typeof TABS)[number]["href"] }) {
  return (
    <div className="mb-8">
      <Tabs label="Administration" choices={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
    </div>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportBrief } from "#components/brief/import-brief";
import { Chain } from "#components/ui/chain";
import { writableTeams } from "#server/briefs/brief-list";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";
import { teamsOf } from "#server/identity/shell-queries";

export const metadata: Metadata = { title: "New brief" };

export default async function NewBriefPage() {
  const actor = await requireActor();
  const [teams, current] = await Promise.all([teamsOf(actor), currentTeam(actor)]);
  const writable = writableTeams(actor, teams);
  const chosen = writable.find(({ id }) => id === current?.id) ?? writable[0];
  if (!chosen) notFound();
  return (
    <>
      <Chain links={[{ label: "Briefs", href: "/briefs" }, { label: "New brief" }]} />
      <ImportBrief teams={writable} teamId={chosen.id} />
    </>
  );
}

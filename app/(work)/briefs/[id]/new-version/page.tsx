import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewVersion } from "#components/brief/new-version";
import { Chain } from "#components/ui/chain";
import { briefToRevise } from "#server/briefs/brief-versions";
import { orNotFound, requireActor } from "#server/identity/session";

export const metadata: Metadata = { title: "New version of a brief" };

type Props = { params: Promise<{ id: string }> };

export default async function NewVersionPage({ params }: Props) {
  const actor = await requireActor();
  const brief = await orNotFound(briefToRevise(actor, (await params).id));
  if (!brief.mayWrite) notFound();
  const { number, mayWrite: _, ...of } = brief;
  return (
    <>
      <Chain
        links={[
          { label: "Briefs", href: "/briefs" },
          { label: brief.title, href: `/briefs/${brief.id}` },
          { label: "New version" },
        ]}
      />
      <NewVersion brief={of} number={number} />
    </>
  );
}

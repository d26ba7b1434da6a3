import type { Metadata } from "next";
import { Chain } from "#components/ui/chain";
import { DiffText } from "#components/ui/diff-text";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { Time } from "#components/ui/time";
import { type PassageChange, passageDiff } from "#core/brief/passage-diff";
import { comparedVersions } from "#server/briefs/brief-versions";
import { orNotFound, requireActor } from "#server/identity/session";
import { first } from "../../../../search-params";

export const metadata: Metadata = { title: "Versions of a brief compared" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ComparePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const asked = await searchParams;
  const numbers = { from: Number(first(asked.from) ?? 1), to: Number(first(asked.to) ?? 1) };
  const { id, title, from, to } = await orNotFound(comparedVersions(actor, (await params).id, numbers));
  const changes = passageDiff(from.passages, to.passages);
  const changed = changes.filter(({ kind }) => kind !== "same").length;
  return (
    <>
      <Chain
        links={[
          { label: "Briefs", href: "/briefs" },
          { label: title, href: `/briefs/${id}` },
          { label: `Versions ${from.number} and ${to.number}` },
        ]}
      />
      <PageHead
        title={`From version ${from.number} to version ${to.number}`}
        lead={
          changed === 0
            ? "No passage differs."
            : `${counted(changed, "passage differs", "passages differ")}. What went is struck, what came is underlined.`
        }
      >
        <span className="small muted">
          Saved <Time at={from.savedAt} /> and <Time at={to.savedAt} />
        </span>
      </PageHead>
      <div className="max-w-measure stack-4 reading">
        {changes
          .map((change, place) => ({ change, place }))
          .map(({ change, place }) => (
            <Passage key={place} change={change} />
          ))}
      </div>
    </>
  );
}

function Passage({ change }: { change: PassageChange }) {
  switch (change.kind) {
    case "same":
      return <p>{change.text}</p>;
    case "reworded":
      return <DiffText before={change.before} after={change.after} />;
    case "added":
      return <DiffText before="" after={change.text} />;
    case "removed":
      return <DiffText before={change.text} after="" />;
  }
}

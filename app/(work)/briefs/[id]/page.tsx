import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { BriefNotes } from "#components/brief/brief-notes";
import { BriefVersions } from "#components/brief/brief-versions";
import { OrphanList } from "#components/brief/orphan-list";
import { QuoteDesk } from "#components/brief/quote-desk";
import { ReadingView } from "#components/brief/reading-view";
import { LiveRefresh } from "#components/live/live-refresh";
import { RestoreScenario } from "#components/scenario/edit-scenario";
import { ScenarioCard } from "#components/scenario/scenario-card";
import { Chain } from "#components/ui/chain";
import { counted, day } from "#components/ui/format";
import { Banner } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { Time } from "#components/ui/time";
import { findCandidates } from "#core/brief/candidates";
import { findMarkers } from "#core/brief/markers";
import { type BriefReading, briefReading } from "#server/briefs/brief-reading";
import { orNotFound, requireActor } from "#server/identity/session";
import { first } from "../../../search-params";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string, version: string | undefined) => {
  const actor = await requireActor();
  const number = version === undefined ? null : Number(version);
  return { actor, brief: await orNotFound(briefReading(actor, id, number)) };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { brief } = await load((await params).id, first((await searchParams).version));
  return { title: brief.version.title };
}

export default async function BriefPage({ params, searchParams }: Props) {
  const { actor, brief } = await load((await params).id, first((await searchParams).version));
  const { version, versions, passages, sources, cuts, may } = brief;
  const newest = versions[0]?.number ?? version.number;
  const standing = brief.scenarios
    .filter(({ archived }) => !archived)
    .map((scenario) => ({ ...scenario, anchored: scenario.anchors.length > 0 }));
  const loose = standing.filter(({ anchored }) => !anchored);
  const archived = brief.scenarios.filter((scenario) => scenario.archived);
  const noted = new Set(sources.map(({ number }) => number));
  const markers = findMarkers(passages, noted, "other");
  const notes = markers.map(({ passage, start, end, number }) => {
    const from = passages[passage]?.start ?? 0;
    return { number, start: from + start, end: from + end };
  });
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={topicsOf(brief)} since={brief.loadedAt} />
      <Chain links={[{ label: "Briefs", href: "/briefs" }, { label: version.title }]} />
      {version.number === newest ? null : (
        <Banner quiet>
          <span className="b">
            You read version {version.number} of {newest}
          </span>
          <span>as it was, with the quotes that it had.</span>
          <Link href={`/briefs/${brief.id}/compare?from=${version.number}&to=${newest}`}>What changed since</Link>
          <Link href={`/briefs/${brief.id}`}>To the newest version</Link>
        </Banner>
      )}
      <header className="brief-head">
        <h1 className="display">{version.title}</h1>
      </header>
      <div className="row between small muted brief-facts">
        <span>
          Version {version.number} · saved <Time at={version.savedAt} />
          {version.savedBy ? ` by ${version.savedBy}` : ""}
          {written(version) ? ` · ${written(version)}` : ""}
          {" · "}
          <Link href={`/briefs/${brief.id}/rounds`}>Rounds</Link>
          {sources.length > 0 ? (
            <>
              {" · "}
              <a href="#notes">{counted(sources.length, "note", "notes")}</a>
            </>
          ) : null}
          {standing.length > 1 ? (
            <>
              {" · "}
              <Link href={`/briefs/${brief.id}/relations`}>Relations</Link>
            </>
          ) : null}
        </span>
        <Counts brief={brief} />
      </div>
      <QuoteDeskIf
        may={{ write: may.write, cite: may.cite && standing.length > 0 }}
        briefId={brief.id}
        versionId={version.id}
        language={version.language}
        text={version.text}
        scenarios={standing.map(({ id, number, statement }) => ({ id, number, statement }))}
        orphans={brief.orphans}
      >
        <ReadingView
          passages={passages}
          scenarios={standing}
          suggestions={may.write ? suggestionsFor(brief) : []}
          notes={notes}
          noted={noted}
          may={may}
          citedIn={brief.citedIn.passages}
        />
      </QuoteDeskIf>
      <BriefNotes notes={sources} references={referencesOf(markers, passages)} citedIn={brief.citedIn.notes} />
      {version.authorNote ? (
        <section className="brief-below" aria-labelledby="about-author">
          <SecHead title="About the author" id="about-author" />
          <p className="small ink2">{version.authorNote}</p>
        </section>
      ) : null}
      {loose.length > 0 ? (
        <section className="brief-below" aria-labelledby="loose">
          <SecHead title="Scenarios without words in this version" id="loose" />
          {loose.map((scenario) => (
            <ScenarioCard key={scenario.id} scenario={scenario} mayWrite={may.write} mayForecast={may.forecast} />
          ))}
        </section>
      ) : null}
      <OrphanList
        orphans={brief.orphans}
        versionId={version.id}
        text={version.text}
        passages={passages}
        mayWrite={may.write}
      />
      <BriefVersions id={brief.id} versions={versions} shown={version.number} mayWrite={may.write} />
      {archived.length > 0 ? (
        <details className="data brief-below">
          <summary>{counted(archived.length, "archived scenario", "archived scenarios")}</summary>
          <ul className="small stack">
            {archived.map((scenario) => (
              <li key={scenario.id}>
                {scenario.number}. {scenario.statement} {may.write ? <RestoreScenario scenario={scenario} /> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {cuts.length > 0 ? (
        <details className="data brief-below">
          <summary>{counted(cuts.length, "piece was cut on import", "pieces were cut on import")}</summary>
          <ul className="small ink2 stack">
            {cuts.map(({ id, text, reason }) => (
              <li key={id}>
                {text} <span className="muted">({reason})</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function QuoteDeskIf(desk: Parameters<typeof QuoteDesk>[0]) {
  return desk.may.write || desk.may.cite ? <QuoteDesk {...desk} /> : desk.children;
}

function Counts({ brief }: { brief: BriefReading }) {
  const standing = brief.scenarios.filter(({ archived }) => !archived);
  const asked = standing.filter(({ question }) => question !== null && question.state !== "DRAFT");
  const own = asked.filter(({ question }) => question?.own !== null).length;
  return (
    <span className="row">
      <span>
        <b>{standing.length}</b> {standing.length === 1 ? "scenario" : "scenarios"}
      </span>
      <span>
        <b>{asked.length}</b> with a question
      </span>
      {brief.may.forecast ? (
        <span>
          <b className="me-ink">{own}</b> forecast by you
        </span>
      ) : null}
    </span>
  );
}

/** Suggestions that no scenario quotes yet. */
function suggestionsFor({ passages, version, scenarios }: BriefReading) {
  const quoted = scenarios.flatMap(({ anchors }) => anchors);
  return findCandidates(passages, version.language).filter(({ passage, start, end }) => {
    const from = passages[passage]?.start ?? 0;
    return quoted.every((anchor) => anchor.end <= from + start || anchor.start >= from + end);
  });
}

function referencesOf(
  markers: ReturnType<typeof findMarkers>,
  passages: BriefReading["passages"],
): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { number, passage } of markers) {
    const paragraph = passages[passage]?.number ?? null;
    const known = found.get(number) ?? [];
    if (paragraph !== null && !known.includes(paragraph)) found.set(number, [...known, paragraph]);
  }
  return found;
}

function written({ author, publisher, publishedOn }: BriefReading["version"]): string {
  return [author, publisher, publishedOn ? day(publishedOn, "UTC") : null].filter(Boolean).join(", ");
}

function topicsOf({ id, scenarios }: BriefReading): string[] {
  return [id, ...scenarios.flatMap((scenario) => [scenario.id, ...(scenario.question ? [scenario.question.id] : [])])];
}

import Link from "next/link";
import { Time } from "#components/ui/time";
import { RemovedText } from "./removed-text";
import { RestoreButton } from "./restore-button";
import { versionWords } from "./version-words";

type Words = Parameters<typeof versionWords>[0];

export interface ListedVersion extends Words {
  at: number;
  by: string | null;
  question: { id: string; title: string } | null;
  removed: { at: number; by: string; reason: string } | null;
}

interface VersionListProps {
  scenarioId: string;
  versions: readonly ListedVersion[];
  mayRestore: boolean;
}

/** The versions of a rationale, newest first, each with what can be done with it. */
export function VersionList({ scenarioId, versions, mayRestore }: VersionListProps) {
  const page = `/scenarios/${scenarioId}/rationale`;
  const [newest, previous] = versions;
  return (
    <ol className="versions">
      {versions.map((version) => (
        <li key={version.number} data-item>
          <span className="version-no tnum">v{version.number}</span>
          <div className="version-body">
            <p className="version-title">{versionWords(version)}</p>
            <p className="small muted">
              <Time at={version.at} show="minute" />, {version.by ?? "taken automatically"}
            </p>
            {version.removed ? (
              <RemovedText removed={version.removed} />
            ) : (
              <p className="small row">
                <Link href={`${page}?at=v${version.number}`}>
                  Read<span className="vh"> version {version.number}</span>
                </Link>
                <Link href={`${page}/compare?from=v${version.number}&to=now`}>
                  Compare<span className="vh"> version {version.number}</span> with now
                </Link>
                {mayRestore && !(version === newest && version.kind === "RESTORE") ? (
                  <RestoreButton
                    scenarioId={scenarioId}
                    point={`v${version.number}`}
                    name={`version ${version.number}`}
                  />
                ) : null}
                {mayRestore && version === newest && version.kind === "RESTORE" && previous && !previous.removed ? (
                  <RestoreButton
                    scenarioId={scenarioId}
                    point={`v${previous.number}`}
                    name={`version ${previous.number}`}
                    label="Undo restore"
                  />
                ) : null}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

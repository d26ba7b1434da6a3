import type { Instant } from "#core/clock";
import { storedStateAt } from "#core/question-past";
import type { StoredState } from "#core/resolution";

/** What of a question's records says how it stood at an instant. Lists are newest first. */
interface Recorded<V, R, P> {
  state: StoredState;
  createdAt: Date;
  publishedAt: Date | null;
  /** Set where it came with a world file: it then stands from its opening on, and not from the import. */
  externalId: string | null;
  versions: readonly (V & { createdAt: Date; opensAt: Date })[];
  resolutions: readonly (R & { version: number; outcome: string | null; resolvedAt: Date })[];
  proposals: readonly (P & RecordedProposal)[];
}

interface RecordedProposal {
  proposedAt: Date;
  correctsId: string | null;
  decision: { decidedAt: Date } | null;
  resolution: { resolvedAt: Date } | null;
}

interface Stood<V, R, P> {
  state: StoredState;
  version: V;
  resolution: R | null;
  /** The one that waited for a second person. */
  proposal: P | null;
}

/**
 * How a question stood at an instant, of which the whole millisecond counts; as it stands where none is given.
 *
 * @returns null before it was there
 */
export function questionAt<V, R, P>(recorded: Recorded<V, R, P>, at: Instant | null): Stood<V, R, P> | null {
  const { versions, resolutions, proposals } = recorded;
  const began = versions.at(-1);
  if (!began) return null;
  const upTo = (instant: Date) => at === null || instant.getTime() <= at;
  const { createdAt, publishedAt } = bornAt(recorded, began.opensAt);
  if (!upTo(createdAt)) return null;
  const past = {
    publishedAt: publishedAt?.getTime() ?? null,
    verdicts: resolutions.map(({ version, outcome, resolvedAt }) => ({ version, outcome, at: resolvedAt.getTime() })),
    proposals: proposals.map((proposal) => ({
      proposedAt: proposal.proposedAt.getTime(),
      decidedAt: decidedAt(proposal)?.getTime() ?? null,
      corrects: proposal.correctsId !== null,
    })),
  };
  return {
    state: at === null ? recorded.state : storedStateAt(past, at),
    // What came with a world file has its first wording from the start, whenever that was read in.
    version: versions.find((version) => upTo(version.createdAt)) ?? began,
    resolution: resolutions.find(({ resolvedAt }) => upTo(resolvedAt)) ?? null,
    proposal:
      proposals.find((proposal) => {
        const decided = decidedAt(proposal);
        return upTo(proposal.proposedAt) && (decided === null || !upTo(decided));
      }) ?? null,
  };
}

/** A confirmation holds from the verdict it makes: between the two rows nobody may find the question undecided. */
function decidedAt({ decision, resolution }: RecordedProposal): Date | null {
  return resolution?.resolvedAt ?? decision?.decidedAt ?? null;
}

function bornAt({ createdAt, publishedAt, externalId }: Recorded<unknown, unknown, unknown>, opensAt: Date) {
  if (externalId === null) return { createdAt, publishedAt };
  const earlier = (one: Date) => (opensAt < one ? opensAt : one);
  return { createdAt: earlier(createdAt), publishedAt: publishedAt && earlier(publishedAt) };
}

import type { NamedMember } from "#core/rationale-references";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";

/** Mentions that one author wrote into the rationale of a scenario. */
export interface WrittenMentions {
  scenarioId: string;
  teamId: string;
  byUserId: string;
  mentions: readonly NamedMember[];
}

/** More at once is no way to ask for somebody's attention: the rest are names in a text. */
const AT_ONCE = 50;

/**
 * Tells the people who were named, each once for each mention, however often it is reported. Whoever is not of the team, has left it or named
 * themselves is told nothing.
 *
 * @returns how many were told
 */
export async function tellMentioned({ scenarioId, teamId, byUserId, mentions }: WrittenMentions): Promise<number> {
  return db.$transaction(async (tx) => {
    let told = 0;
    for (const { member, mark } of mentions.slice(0, AT_ONCE))
      told += await notify(tx, { kind: "mention", teamId, byUserId, memberIds: [member], scenarioId, mark });
    return told;
  });
}

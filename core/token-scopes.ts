import type { Action } from "#core/permissions";

/** What the maker of an API token may let it do, in the order in which it is offered. Every token reads. */
export const SCOPES = ["read", "forecast", "write", "resolve", "import"] as const;
export type Scope = (typeof SCOPES)[number];

/** A token asks for its maker again and again, so it has a name of its own in what it is held to. */
export interface Grant {
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  /** The one team it is good for; null: every team of its maker. */
  readonly teamId: string | null;
}

/**
 * The scope that each act asks for, beside the right of the person; null: no token does it. What changes accounts, rights
 * or other people's records, and what is written together live, stays with people at a browser.
 */
export const SCOPE_OF: Readonly<Record<Action, Scope | null>> = {
  "team.read": "read",
  "brief.read": "read",
  "scenario.read": "read",
  "question.read": "read",
  "rationale.read": "read",
  "board.read": "read",
  "board.names": "read",
  "board.across": "read",
  "person.read": "read",
  "crowd.early": "read",
  "crowd.coherence": "read",
  "world.export": "read",
  "forecast.submit": "forecast",
  "comment.write": "forecast",
  "dissent.sign": "forecast",
  "brief.write": "write",
  "scenario.write": "write",
  "question.write": "write",
  "round.open": "write",
  "resolution.propose": "resolve",
  "resolution.desk": "resolve",
  "resolution.confirm": "resolve",
  "world.import": "import",
  "rationale.edit": null,
  "rationale.redact": null,
  "member.manage": null,
  "member.tokens": null,
  "lead.appoint": null,
  "member.audit": null,
  "user.manage": null,
  "team.manage": null,
  "token.manage": null,
  "policy.manage": null,
  "audit.read": null,
  "score.recompute": null,
};

/**
 * Whether a token reaches an act at all: the rights of its maker are asked for besides.
 *
 * @param teamId whose thing it is; null for the organisation's
 */
export function reaches({ scopes, teamId: only }: Grant, action: Action, teamId: string | null): boolean {
  const scope = SCOPE_OF[action];
  return scope !== null && scopes.includes(scope) && (only === null || only === teamId);
}

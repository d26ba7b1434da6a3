import type { Clocks, Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";

/** What is stored of a question's state. CLOSED is not among them: the clock says it. */
export const STORED_STATES = ["DRAFT", "OPEN", "PROPOSED", "RESOLVED", "VOID", "AMBIGUOUS"] as const;
export type StoredState = (typeof STORED_STATES)[number];

/** What a question is at an instant. */
export type QuestionState = StoredState | "CLOSED";

/** The acts that move a question from one state to another. */
export const MOVES = ["publish", "propose", "reject", "confirm", "annul", "mark_ambiguous", "reopen"] as const;
export type Move = (typeof MOVES)[number];

/** What a proposal says happened; `withdrawn` takes the verdict in force back. Confirming it decides which state the question enters. */
export type VerdictKind = "outcome" | "void" | "ambiguous" | "withdrawn";

/** What confirming a correction can do to a question that has a verdict: the state stays as it is until then. */
const CORRECTIONS = { confirm: "RESOLVED", annul: "VOID", mark_ambiguous: "AMBIGUOUS", reopen: "OPEN" } as const;

/**
 * Every legal move, and no other. An answer can be known before the scheduled close, so OPEN may be proposed too.
 * Rejecting returns to OPEN (which the clock may read as CLOSED). A verdict is corrected by a new resolution version: one
 * that gives another verdict, or one that withdraws it and so reopens the question.
 */
const LEGAL: Readonly<Record<StoredState, Readonly<Partial<Record<Move, StoredState>>>>> = {
  DRAFT: { publish: "OPEN" },
  OPEN: { propose: "PROPOSED", annul: "VOID", mark_ambiguous: "AMBIGUOUS" },
  PROPOSED: { confirm: "RESOLVED", reject: "OPEN", annul: "VOID", mark_ambiguous: "AMBIGUOUS" },
  RESOLVED: CORRECTIONS,
  VOID: CORRECTIONS,
  AMBIGUOUS: CORRECTIONS,
};

/**
 * The state at an instant: a published question whose scheduled close has come reads CLOSED.
 *
 * @param stored what the database keeps
 * @param clocks only the scheduled close matters
 * @param now the instant asked about; the close itself is closed
 * @throws {RangeError} on instants that are not finite
 */
export function questionState(stored: StoredState, clocks: Pick<Clocks, "closesAt">, now: Instant): QuestionState {
  requireFinite("now", now);
  requireFinite("closesAt", clocks.closesAt);
  return stored === "OPEN" && now >= clocks.closesAt ? "CLOSED" : stored;
}

/** The moves open from a stored state, in the order of {@link MOVES}. */
export function legalMoves(stored: StoredState): Move[] {
  return MOVES.filter((move) => LEGAL[stored][move] !== undefined);
}

/**
 * The stored state that a move leads to.
 *
 * @throws {RangeError} when the move is not legal from there
 */
export function nextState(stored: StoredState, move: Move): StoredState {
  const next = LEGAL[stored][move];
  if (next === undefined) throw new RangeError(`move must be legal from ${stored}, got ${move}`);
  return next;
}

/** The move that confirming a verdict makes. */
export function confirmingMove(verdict: VerdictKind): Extract<Move, "confirm" | "annul" | "mark_ambiguous" | "reopen"> {
  switch (verdict) {
    case "outcome":
      return "confirm";
    case "void":
      return "annul";
    case "ambiguous":
      return "mark_ambiguous";
    case "withdrawn":
      return "reopen";
  }
}

/** Whether a question in this state has a verdict in force, which only a correction changes. */
export function hasVerdict(state: QuestionState): boolean {
  return state === "RESOLVED" || state === "VOID" || state === "AMBIGUOUS";
}

/** Whether a question in this state takes forecasts. */
export function acceptsForecasts(state: QuestionState): boolean {
  return state === "OPEN";
}

/** Whether a question in this state has scores: only a resolved one, ever. */
export function hasScores(state: QuestionState): boolean {
  return state === "RESOLVED";
}

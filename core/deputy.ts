/** What a person is named deputy for, now or soon: the frame of every page tells them. */
export interface OwnDeputyship {
  id: string;
  teamId: string;
  team: string;
  lead: string;
  from: Date;
  until: Date;
  now: boolean;
}

/** Somebody named deputy for a lead of a team, as those who manage it see it. */
export interface NamedDeputy {
  id: string;
  lead: string;
  deputy: string;
  from: Date;
  until: Date;
  /** By the clock of the request. */
  state: "now" | "coming" | "over";
  /** Whether the reader may end it. */
  ends: boolean;
}

import { startCollab } from "#server/collab/hocuspocus";
import type { UpgradeHandler } from "#server/http";
import { startJobs } from "#server/jobs/service";
import { startSealer } from "#server/ledger/sealer";
import { startLive } from "#server/live/service";

/** A part of the server that runs beside requests. */
export interface RunningService {
  /** Finishes what is under way. Called once; the database is still there. */
  stop(): Promise<void>;
  /** Takes the WebSocket upgrades of the service's path. */
  upgrade?: UpgradeHandler;
}

export interface Service {
  name: string;
  /** The path whose WebSocket upgrades the service takes. */
  upgradePath?: `/${string}`;
  start(): Promise<RunningService>;
}

/** Started first and stopped last, after the last request has ended: what requests leave behind is theirs to finish. */
export const background: Service[] = [
  { name: "sealer", start: startSealer },
  { name: "jobs", start: () => startJobs() },
];

/** They hold connections open, so they are stopped first: otherwise the last request would never end. */
export const connected: Service[] = [
  { name: "live", start: startLive },
  { name: "collab", upgradePath: "/collab", start: () => startCollab() },
];

import type { Route } from "#server/routers/rest/route";
import { amendmentRoutes } from "#server/routers/rest/routes/amendments";
import { briefFileRoutes } from "#server/routers/rest/routes/brief-files";
import { briefVersionRoutes } from "#server/routers/rest/routes/brief-versions";
import { briefRoutes } from "#server/routers/rest/routes/briefs";
import { discussionRoutes } from "#server/routers/rest/routes/discussion";
import { eventRoutes } from "#server/routers/rest/routes/events";
import { evidenceRoutes } from "#server/routers/rest/routes/evidence";
import { forecastRoutes } from "#server/routers/rest/routes/forecasts";
import { importRoutes } from "#server/routers/rest/routes/imports";
import { manyResolutionRoutes } from "#server/routers/rest/routes/many-resolutions";
import { noticeRoutes } from "#server/routers/rest/routes/notices";
import { questionRoutes } from "#server/routers/rest/routes/questions";
import { rationaleRoutes } from "#server/routers/rest/routes/rationales";
import { recordRoutes } from "#server/routers/rest/routes/records";
import { relationRoutes } from "#server/routers/rest/routes/relations";
import { resolutionRoutes } from "#server/routers/rest/routes/resolutions";
import { roundRoutes } from "#server/routers/rest/routes/rounds";
import { scenarioEditRoutes } from "#server/routers/rest/routes/scenario-edits";
import { scenarioRoutes } from "#server/routers/rest/routes/scenarios";
import { scoreRoutes } from "#server/routers/rest/routes/scores";
import { tagRoutes } from "#server/routers/rest/routes/tags";
import { teamRoutes } from "#server/routers/rest/routes/teams";
import { threadRoutes } from "#server/routers/rest/routes/threads";
import { youRoutes } from "#server/routers/rest/routes/you";

/** Every route of the REST interface, in the order in which they are read about. */
export const ROUTES: readonly Route[] = [
  ...youRoutes,
  ...noticeRoutes,
  ...teamRoutes,
  ...briefRoutes,
  ...briefVersionRoutes,
  ...briefFileRoutes,
  ...scenarioRoutes,
  ...scenarioEditRoutes,
  ...relationRoutes,
  ...rationaleRoutes,
  ...threadRoutes,
  ...questionRoutes,
  ...amendmentRoutes,
  ...discussionRoutes,
  ...tagRoutes,
  ...roundRoutes,
  ...forecastRoutes,
  ...resolutionRoutes,
  ...manyResolutionRoutes,
  ...scoreRoutes,
  ...evidenceRoutes,
  ...recordRoutes,
  ...importRoutes,
  ...eventRoutes,
];

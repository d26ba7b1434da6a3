import type { Route } from "#server/routers/rest/route";
import { briefRoutes } from "#server/routers/rest/routes/briefs";
import { forecastRoutes } from "#server/routers/rest/routes/forecasts";
import { questionRoutes } from "#server/routers/rest/routes/questions";
import { recordRoutes } from "#server/routers/rest/routes/records";
import { resolutionRoutes } from "#server/routers/rest/routes/resolutions";
import { roundRoutes } from "#server/routers/rest/routes/rounds";
import { scenarioRoutes } from "#server/routers/rest/routes/scenarios";
import { teamRoutes } from "#server/routers/rest/routes/teams";
import { youRoutes } from "#server/routers/rest/routes/you";

/** Every route of the REST interface. */
export const ROUTES: readonly Route[] = [
  ...youRoutes,
  ...teamRoutes,
  ...briefRoutes,
  ...scenarioRoutes,
  ...questionRoutes,
  ...roundRoutes,
  ...forecastRoutes,
  ...resolutionRoutes,
  ...recordRoutes,
];

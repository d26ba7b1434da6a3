import { type AuditFilter, auditFilter } from "#server/audit/audit-filter";
import { first } from "../../../search-params";

export type AuditSearch = Record<string, string | string[] | undefined>;

const NAMES = ["action", "outcome", "person", "team", "subject", "from", "to"] as const;

/** The filter of an address; what an empty field leaves there is no filter. */
export function filterOf(params: AuditSearch): AuditFilter {
  const given = NAMES.map((name) => [name, first(params[name])?.trim() || undefined]);
  return auditFilter.parse({ ...Object.fromEntries(given), page: first(params.page) });
}

/** The same as the fields of the form show it. */
export function chosenIn(filter: AuditFilter) {
  const { action = "", outcome = "", person = "", team = "", subject = "", from = "", to = "" } = filter;
  return { action, outcome, person, team, subject, from, to };
}

import { z } from "zod";
import type { RequestHandler } from "#server/http";
import { log } from "#server/platform/log";
import { shortBody } from "#server/short-body";

/** A browser's report has one or two thousand bytes. */
const MOST_BYTES = 32 * 1024;
/** Reports that are looked at in a minute: a page that breaks a rule breaks it for everybody. */
const A_MINUTE = 60;

const directive = z.string().regex(/^[a-z-]{1,40}/);
const Old = z.object({ "csp-report": z.object({ "effective-directive": directive, "blocked-uri": z.string() }) });
const New = z.array(z.object({ body: z.object({ effectiveDirective: directive, blockedURL: z.string() }) })).max(20);

/**
 * Takes what browsers report of the content policy, so that a page which breaks it, or somebody who tries to, is seen. Anybody
 * may send here, so it is little, counted, and of it only the rule and the kind of thing are written down: addresses and samples could
 * hold what people wrote.
 */
export function handleReports(): RequestHandler {
  let minute = 0;
  let taken = 0;
  return async (request, response) => {
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) taken = 0;
    minute = now;
    taken += 1;
    const report = request.method === "POST" && taken <= A_MINUTE ? await shortBody(request, MOST_BYTES) : null;
    for (const broken of report === null ? [] : brokenRules(report))
      log.warn(broken, "a page broke the content policy");
    response.writeHead(204, { Connection: "close" }).end();
  };
}

interface Broken {
  rule: string;
  kind: string;
}

function brokenRules(report: string): Broken[] {
  let given: unknown;
  try {
    given = JSON.parse(report);
  } catch {
    return [];
  }
  const old = Old.safeParse(given);
  if (old.success) {
    const { "effective-directive": rule, "blocked-uri": blocked } = old.data["csp-report"];
    return [{ rule: ruleOf(rule), kind: kindOf(blocked) }];
  }
  const fresh = New.safeParse(given);
  if (!fresh.success) return [];
  return fresh.data.map(({ body }) => ({ rule: ruleOf(body.effectiveDirective), kind: kindOf(body.blockedURL) }));
}

const ruleOf = (directive: string): string => /^[a-z-]{1,40}/.exec(directive)?.[0] ?? "";

/** Of an address its scheme, of what stands in the page itself what it is. */
function kindOf(blocked: string): string {
  if (/^[a-z-]{1,30}$/.test(blocked)) return blocked;
  return /^([a-z][a-z0-9+.-]{0,20}):/i.exec(blocked)?.[1] ?? "other";
}

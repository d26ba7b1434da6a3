import { resolve } from "node:path";
import { z } from "zod";
import { GroupRoles } from "#core/group-roles";
import { proxyList } from "#server/platform/client-address";
import { StartError } from "#server/platform/start-error";

const unset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());
const address = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that begins with ${protocols.map((name) => `${name}//`).join(" or ")}`,
  });
/** Scheme, host and port as browsers write them: cookies, links and the allowed Origin are compared with it letter by letter. */
function asOrigin(value: string, ctx: z.RefinementCtx): string {
  const { origin, href } = new URL(value);
  if (href.replace(/\/+$/, "") === origin) return origin;
  ctx.addIssue({ code: "custom", message: `must be scheme, host and port alone, such as ${origin}` });
  return z.NEVER;
}
const switched = z.enum(["0", "1"], { message: "must be 0 or 1" }).transform((value) => value === "1");

/** Told at the start, not at the first request. */
function areProxies(value: string, ctx: z.RefinementCtx): void {
  try {
    proxyList(listOf(value));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ctx.addIssue({ code: "custom", message: error.message });
  }
}

function asGroups(value: string, ctx: z.RefinementCtx): GroupRoles {
  const groups = GroupRoles.safeParse(parsedJson(value));
  if (groups.success) return groups.data;
  ctx.addIssue({
    code: "custom",
    message: `must be JSON from groups to roles, such as {"admins": {"org": "ADMIN"}, "asia": {"team": "Asia desk", "role": "FORECASTER"}}`,
  });
  return z.NEVER;
}

function parsedJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const listOf = (value: string) => value.split(/[\s,]+/).filter(Boolean);

const variables = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65535)),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(address("postgresql:", "postgres:")),
  APP_URL: optional(address("http:", "https:").transform(asOrigin)),
  AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  DEMO: optional(switched),
  DEMO_PASSWORD: optional(z.string()),
  SMTP_URL: optional(address("smtp:", "smtps:")),
  OIDC_ISSUER: optional(address("https:", "http:")),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_SCOPE: optional(z.string()),
  OIDC_GROUPS_CLAIM: optional(z.string()),
  OIDC_GROUPS: optional(z.string().transform(asGroups)),
  OIDC_SESSION_HOURS: optional(z.coerce.number().int().min(1).max(720)),
  OIDC_TOKEN_DAYS: optional(z.coerce.number().int().min(1).max(365)),
  OIDC_JIT: optional(z.enum(["mapped", "everyone", "off"], { message: "must be mapped, everyone or off" })),
  REDIS_URL: optional(address("redis:", "rediss:")),
  TRUSTED_PROXIES: optional(z.string().superRefine(areProxies)),
});

/** The configuration, as docs and README describe it; what is not set is null. */
export interface Env {
  port: number;
  /** Absolute folder of the embedded database and of generated secrets. */
  dataDir: string;
  databaseUrl: string | null;
  /** Address under which people reach the application, without a slash at its end. */
  appUrl: string;
  authSecret: string | null;
  /** Whether an empty database is filled with the demonstration. */
  demo: boolean;
  demoPassword: string | null;
  smtpUrl: string | null;
  oidc: {
    issuer: string;
    clientId: string;
    clientSecret: string;
    scope: string;
    /** The claim that names a person's groups. */
    groupsClaim: string;
    /** What they give; null where groups give nothing and roles are this application's own. */
    groups: GroupRoles | null;
    /** Who gets an account at their first sign-in. */
    jit: "mapped" | "everyone" | "off";
    /** How long its word that it knows somebody is good for a session; then it is asked again. */
    sessionHours: number;
    /** The same for API tokens of people whose roles come from its groups. */
    tokenDays: number;
  } | null;
  redisUrl: string | null;
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. */
  trustedProxies: string[];
}

/** @throws {StartError} naming the first variable that cannot be used */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartError(`The environment variable ${issue?.path.join(".")} cannot be used: ${issue?.message}.`);
  }
  const value = parsed.data;
  const port = value.PORT ?? 3000;
  return {
    port,
    dataDir: resolve(value.DATA_DIR ?? ".data"),
    databaseUrl: value.DATABASE_URL ?? null,
    appUrl: value.APP_URL ?? `http://localhost:${port}`,
    authSecret: value.AUTH_SECRET ?? null,
    demo: value.DEMO ?? value.DATABASE_URL === undefined,
    demoPassword: value.DEMO_PASSWORD ?? null,
    smtpUrl: value.SMTP_URL ?? null,
    oidc: oidcOf(value),
    redisUrl: value.REDIS_URL ?? null,
    trustedProxies: listOf(value.TRUSTED_PROXIES ?? ""),
  };
}

function oidcOf(value: z.infer<typeof variables>): Env["oidc"] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value;
  const groups = value.OIDC_GROUPS ?? null;
  if (issuer && clientId && clientSecret)
    return {
      issuer,
      clientId,
      clientSecret,
      scope: value.OIDC_SCOPE ?? "openid profile email",
      groupsClaim: value.OIDC_GROUPS_CLAIM ?? "groups",
      groups,
      jit: value.OIDC_JIT ?? (groups ? "mapped" : "everyone"),
      sessionHours: value.OIDC_SESSION_HOURS ?? 12,
      tokenDays: value.OIDC_TOKEN_DAYS ?? 30,
    };
  if (issuer || clientId || clientSecret)
    throw new StartError(
      "The environment variables OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.",
    );
  return null;
}

let parsedOnce: Env | undefined;

/**
 * The environment of this process, parsed at the first call. `server/main.ts` first settles there what it decides itself
 * (address of the embedded database, generated secret, port), so every other module reads one complete answer.
 */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env);
  return parsedOnce;
}

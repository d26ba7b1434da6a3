import { z } from "zod";
import { type Action, type Actor, makerOf, type TeamAction } from "#core/permissions";
import { SCOPE_OF, type Scope } from "#core/token-scopes";
import type { TokenActor } from "#server/identity/tokens/token-actor";
import { AppError, notFound } from "#server/platform/errors";
import { invalid, Problem } from "#server/routers/rest/problem";
import {
  findBrief,
  findFile,
  findImport,
  findProposal,
  findQuestion,
  findRelation,
  findScenario,
  findTeam,
} from "#server/routers/subjects";
import type { Meta } from "#server/routers/trpc";

export type Method = "GET" | "POST";
export const TAGS = [
  "You",
  "Teams",
  "Briefs",
  "Scenarios",
  "Relations",
  "Rationales",
  "Questions",
  "Rounds",
  "Forecasts",
  "Resolutions",
  "Evidence",
  "Records",
  "Imports",
  "Events",
] as const;

/** An answer that is not JSON, or too long to be held: sent as it is made. */
export class Sent {
  constructor(
    readonly type: string,
    readonly pieces: AsyncIterable<string> | Uint8Array | string,
    /** With it the answer is a file. */
    readonly name: string | null = null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export interface Given {
  query: Readonly<Record<string, string>>;
  /** Those of the call, by their names in small letters. */
  headers?: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON, undefined where there was none; or a file. */
  body: unknown;
  /** The media type to answer in, one of those that the route produces. */
  accept: string;
  /** Says that whoever asked is gone. */
  signal?: AbortSignal;
}

/** A route with its types erased: what the door, the OpenAPI document and the tests walk over. */
export interface Route {
  readonly method: Method;
  /** Below `/api/v1`, with `{names}`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: (typeof TAGS)[number];
  readonly summary: string;
  readonly description: string;
  readonly permission: Action | "signed-in";
  readonly subject: Meta["subject"] | "file";
  readonly scope: Scope;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** By their names in small letters. */
  readonly headers: z.ZodObject;
  readonly body: z.ZodType | null;
  /** Media types of a body that is a file; none where it is JSON. */
  readonly takes: readonly string[];
  readonly example: unknown;
  readonly answer: z.ZodType | null;
  readonly status: 200 | 201;
  /** Media types that it answers in, the usual one first. */
  readonly produces: readonly string[];
  /** What a body may have at most, in bytes. */
  readonly mostBytes: number;
  /** Asks for the permission, then hands back what answers. Nothing of the body is looked at before. */
  readonly prepare: (actor: TokenActor, params: Readonly<Record<string, string>>) => Promise<Answering>;
}
export type Answering = (given: Given) => Promise<Sent | Made>;
/** A JSON answer, and where it is to be found from now on. */
export interface Made {
  json: unknown;
  location: string | null;
}

const NOTHING = z.strictObject({});
/** A call without a body may come with an empty one. */
const NO_BODY = NOTHING.optional();
const MOST_BYTES = 256 * 1024;

interface Spec<
  S,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
  H extends z.ZodObject,
> {
  operationId: string;
  tag: Route["tag"];
  summary: string;
  description?: string;
  /** Asked for besides the permission, where reading is enough for it but something is changed: one's own notices. */
  scope?: Scope;
  /** Of the path, beside the subject's id. */
  params?: P;
  query?: Q;
  /** Strips what it does not name: a call has many more. */
  headers?: H;
  body?: B;
  /** With these the body is a file: `FileBody`. */
  takes?: readonly string[];
  /** A body that is accepted, for readers of the documentation. */
  example?: z.input<B>;
  answer: A;
  status?: 201;
  /** Where what was made is read. */
  location?(made: z.output<A>): string;
  produces?: readonly string[];
  mostBytes?: number;
  handle(call: {
    actor: TokenActor;
    on: S;
    params: z.output<P>;
    query: z.output<Q>;
    headers: z.output<H>;
    body: z.output<B>;
    accept: string;
    signal: AbortSignal;
  }): Promise<z.input<A> | Sent>;
}

/** What a route is about and how that is found for who asks. */
interface Subject<S> {
  name: Route["subject"];
  id: string | null;
  find(actor: Actor, id: string): Promise<S>;
}

function route<
  S,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
  H extends z.ZodObject,
>(permission: Route["permission"], address: string, subject: Subject<S>, spec: Spec<S, P, Q, B, A, H>): Route {
  const scope = spec.scope ?? (permission === "signed-in" ? "read" : SCOPE_OF[permission]);
  if (scope === null) throw new TypeError(`no token may ${permission}: ${address} could never be called`);
  const [method = "", path = ""] = address.split(" ");
  const { params, query, body, answer, handle } = spec;
  const parts = (params ?? NOTHING) as P;
  const asked = (query ?? NOTHING) as Q;
  const told = (spec.headers ?? z.object({})) as H;
  const { id } = subject;
  return {
    method: method === "POST" ? "POST" : "GET",
    path,
    operationId: spec.operationId,
    tag: spec.tag,
    summary: spec.summary,
    description: spec.description ?? "",
    permission,
    subject: subject.name,
    scope,
    params: id === null ? parts : parts.extend({ [id]: z.uuid() }),
    query: asked,
    headers: told,
    body: body ?? null,
    takes: spec.takes ?? [],
    example: spec.example ?? null,
    answer,
    status: spec.status ?? 200,
    produces: spec.produces ?? ["application/json"],
    mostBytes: spec.mostBytes ?? MOST_BYTES,
    async prepare(actor, given) {
      const { [id ?? ""]: subjectId = "", ...rest } = given;
      if (id !== null && !z.uuid().safeParse(subjectId).success) throw notFound();
      const found = parts.safeParse(rest);
      if (!found.success) throw notFound();
      const on = await naming(actor, permission, scope, (who) => subject.find(who, subjectId));
      if (!actor.grant.scopes.includes(scope)) throw lacking(scope, permission);
      return async ({ query, headers = {}, body: sent, accept, signal = new AbortController().signal }) => {
        const wanted = asked.safeParse(query);
        if (!wanted.success) throw invalid("bad-request", wanted.error);
        const heard = told.safeParse(headers);
        if (!heard.success) throw invalid("bad-request", heard.error);
        const said = (body ?? NO_BODY).safeParse(sent);
        if (!said.success) throw invalid("invalid-input", said.error);
        const given = { params: found.data, query: wanted.data, headers: heard.data, body: said.data as z.output<B> };
        const made = await handle({ actor, on, ...given, accept, signal });
        // What is not declared is not sent.
        if (made instanceof Sent) return made;
        const json = answer.parse(made);
        return { json, location: spec.location?.(json) ?? null };
      };
    },
  };
}

/** A refusal that a scope is to blame for, and not the person's own rights, says so, and which. */
async function naming<S>(
  actor: TokenActor,
  permission: Route["permission"],
  scope: Scope,
  find: (actor: Actor) => Promise<S>,
): Promise<S> {
  try {
    return await find(actor);
  } catch (error) {
    if (!(error instanceof AppError && error.code === "FORBIDDEN") || actor.grant.scopes.includes(scope)) throw error;
    await find(makerOf(actor));
    throw lacking(scope, permission);
  }
}

const lacking = (scope: Scope, permission: Route["permission"]) =>
  new Problem("insufficient-scope", `This token does not have the scope ${scope} (${permission}).`, {
    headers: { "WWW-Authenticate": `Bearer error="insufficient_scope", scope="${scope}"` },
  });

type NoParams = typeof NOTHING;
type NoHeaders = z.ZodObject<Record<never, never>>;
type About<S> = <
  P extends z.ZodObject = NoParams,
  Q extends z.ZodObject = NoParams,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodType,
  H extends z.ZodObject = NoHeaders,
>(
  permission: TeamAction,
  address: string,
  spec: Spec<S, P, Q, B, A, H>,
) => Route;

const about =
  <S>(
    name: Route["subject"],
    id: string,
    find: (actor: Actor, action: TeamAction, id: string) => Promise<S>,
  ): About<S> =>
  (permission, address, spec) =>
    route(permission, address, { name, id, find: (actor, which) => find(actor, permission, which) }, spec);

/** Routes are made by these alone, and each asks for the permission it needs: one that names none does not compile. */
export const teamRoute = about("team", "teamId", findTeam);
export const briefRoute = about("brief", "briefId", findBrief);
export const scenarioRoute = about("scenario", "scenarioId", findScenario);
export const relationRoute = about("relation", "relationId", findRelation);
export const questionRoute = about("question", "questionId", findQuestion);
export const proposalRoute = about("proposal", "proposalId", findProposal);
export const importRoute = about("import", "importId", findImport);
export const fileRoute = about("file", "fileId", findFile);

/** What a person has of their own: themselves, their teams, what they are told. */
export function selfRoute<
  Q extends z.ZodObject = NoParams,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodType,
>(address: string, spec: Spec<null, NoParams, Q, B, A, NoHeaders>): Route {
  return route("signed-in", address, { name: "self", id: null, find: async () => null }, spec);
}

import { requestSignInLink, signInByLink, signInLinkInput } from "#server/identity/links/sign-in-link";
import { safeNext } from "#server/identity/next-url";
import { issuerIntentCookie } from "#server/identity/oidc/issuer-intent";
import { SSO } from "#server/identity/oidc/provider";
import { formTokenSetter, sessionSetter } from "#server/identity/session-cookie";
import { signIn } from "#server/identity/sign-in";
import { problemCode } from "#server/identity/sign-in-problem";
import { visitOf } from "#server/identity/visit-of";

type Way = (form: FormData, headers: Headers) => Promise<Response>;

/**
 * The ways in for a form that is sent as it stands, before its script answers or without any. Each ends with a redirect: to
 * where the person wanted to go, or back with the word for what keeps them out.
 */
const WAYS: Readonly<Record<string, Way>> = {
  async password(form, headers) {
    const next = nextOf(form);
    const given = { email: text(form, "email"), password: text(form, "password"), code: text(form, "code") };
    const claim = await signIn(given, await visitOf(headers)).catch(asProblem);
    if (claim && typeof claim !== "string") return seeOther(next, await sessionSetter(claim));
    return seeOther(withError("/sign-in", claim ?? "CredentialsSignin", next));
  },

  async link(form, headers) {
    const next = nextOf(form);
    const token = text(form, "token");
    const claim = await signInByLink({ token, code: text(form, "code") }, await visitOf(headers)).catch(asProblem);
    if (typeof claim !== "string") return seeOther(next, await sessionSetter(claim));
    return seeOther(withError(`/sign-in/link/${encodeURIComponent(token)}`, claim, next));
  },

  async letter(form, headers) {
    const next = nextOf(form);
    const input = signInLinkInput.safeParse({ email: text(form, "email"), next });
    if (!input.success) return seeOther(withError("/sign-in/link", "letter-address", next));
    const problem = await requestSignInLink(input.data, (await visitOf(headers)).address).catch(asProblem);
    return seeOther(withError("/sign-in/link", problem ?? "letter-sent", next));
  },

  /** On to next-auth with the same form: it holds the token that the form carries to the cookie that is set here. */
  async "single-sign-on"(form, headers) {
    const token = formTokenSetter(text(form, "csrfToken"));
    if (!token) return seeOther(withError("/sign-in", "failed", "/"));
    const { former } = await visitOf(headers);
    const linkFor = text(form, "link") === "1" ? former?.sessionId : undefined;
    const cookies = [token, await issuerIntentCookie(linkFor === undefined ? null : { linkFor })];
    return redirect(307, `/api/auth/signin/${SSO}`, cookies);
  },
};

/** The Origin was asked at the door of all pages. */
export async function POST(request: Request, { params }: { params: Promise<{ way: string }> }): Promise<Response> {
  const { way } = await params;
  const enter = Object.hasOwn(WAYS, way) ? WAYS[way] : undefined;
  if (!enter) return new Response(null, { status: 404 });
  const form = await request.formData().catch(() => null);
  return form ? enter(form, request.headers) : new Response("Send a form.", { status: 400 });
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

const nextOf = (form: FormData) => safeNext(text(form, "next"));

function asProblem(error: unknown): string {
  const code = problemCode(error);
  if (!code) throw error;
  return code;
}

const withError = (path: string, error: string, next: string) => `${path}?${new URLSearchParams({ error, next })}`;

const seeOther = (to: string, cookie?: string) => redirect(303, to, cookie ? [cookie] : []);

function redirect(status: number, to: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: to });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status, headers });
}

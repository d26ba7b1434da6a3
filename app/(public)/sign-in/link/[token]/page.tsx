import type { Metadata } from "next";
import { Door } from "#components/identity/door";
import { LinkClosed } from "#components/identity/link-closed";
import { LinkForm } from "#components/identity/link-form";
import { viewLink } from "#server/identity/links/link-queries";
import { linkAsksForCode } from "#server/identity/links/sign-in-link";
import { safeNext } from "#server/identity/next-url";
import { first } from "../../../../search-params";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What a sign-in link opens: a page with a button. Looking takes nothing, since whatever scans mail looks at every link. */
export default async function SignInLinkPage({ params, searchParams }: Props) {
  const [{ token }, asked] = await Promise.all([params, searchParams]);
  const [link, asksCode] = await Promise.all([viewLink("SIGN_IN", token), linkAsksForCode(token)]);
  if (!link.open) return <LinkClosed why={link.why} instead="Links work once, and for 15 minutes." />;
  return (
    <Door title="Sign in" lead={`As ${link.email}.`}>
      <LinkForm token={token} next={safeNext(asked.next)} asksCode={asksCode} error={first(asked.error) ?? null} />
    </Door>
  );
}

import type { Metadata } from "next";
import { Door } from "#components/identity/door";
import { LetterForm } from "#components/identity/letter-form";
import { ButtonLink } from "#components/ui/button";
import { safeNext } from "#server/identity/next-url";
import { sendsMail } from "#server/platform/mailer";
import { first } from "../../../search-params";

export const metadata: Metadata = { title: "Sign in by e-mail" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LetterPage({ searchParams }: Props) {
  const params = await searchParams;
  if (sendsMail())
    return (
      <Door title="Sign in by e-mail" lead="A link comes to the address of your account, for this once.">
        <LetterForm next={safeNext(params.next)} outcome={first(params.error) ?? null} />
      </Door>
    );
  return (
    <Door title="Sign in by e-mail" lead="This server sends no e-mail.">
      <div className="stack-4">
        <p>Sign in with your password, or ask an administrator of yours for a link that sets a new one.</p>
        <ButtonLink href="/sign-in">Back to sign in</ButtonLink>
      </div>
    </Door>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CodesSetUp } from "#components/identity/codes-set-up";
import { Door } from "#components/identity/door";
import { SignOut } from "#components/shell/sign-out";
import { ButtonLink } from "#components/ui/button";
import { currentVisitor } from "#server/identity/session";

export const metadata: Metadata = { title: "One-time codes" };

/** Where an administrator without one-time codes is led while the organisation asks for them. */
export default async function CodesPage() {
  const visitor = await currentVisitor();
  if (!visitor) redirect(`/sign-in?next=${encodeURIComponent("/codes")}`);
  if (!visitor.owesCodes)
    return (
      <Door title="One-time codes" lead="Nothing has to be set up before you go on.">
        <ButtonLink href="/account#codes">Yours are on your account’s page</ButtonLink>
      </Door>
    );
  return (
    <Door
      title="Set up one-time codes"
      lead="Administrators use them here. Everything else opens once yours are set up."
    >
      <div className="stack-6">
        <CodesSetUp next="/" />
        <p className="small ink2 print:hidden">
          Not now? <SignOut />
        </p>
      </div>
    </Door>
  );
}

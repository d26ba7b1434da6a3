import type { Metadata } from "next";
import { Door } from "#components/identity/door";
import { ResetRequestForm } from "#components/identity/reset-request-form";
import { ButtonLink } from "#components/ui/button";
import { sendsMail } from "#server/platform/mailer";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  if (sendsMail())
    return (
      <Door title="Forgotten password" lead="A link to set a new one comes to the address of your account.">
        <ResetRequestForm />
      </Door>
    );
  return (
    <Door title="Forgotten password" lead="This server sends no e-mail.">
      <div className="stack-4">
        <p>Ask an administrator of yours for a reset link: they make one in a press and hand it to you.</p>
        <ButtonLink href="/sign-in">Back to sign in</ButtonLink>
      </div>
    </Door>
  );
}

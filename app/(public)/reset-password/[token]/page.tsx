import type { Metadata } from "next";
import { Door } from "#components/identity/door";
import { LinkClosed } from "#components/identity/link-closed";
import { NewPasswordForm } from "#components/identity/new-password-form";
import { viewLink } from "#server/identity/links/link-queries";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await viewLink("PASSWORD_RESET", token);
  if (!link.open) return <LinkClosed why={link.why} instead="Your password has not changed by it." />;
  return (
    <Door title="Set a new password" lead={`For ${link.email}.`}>
      <NewPasswordForm token={token} />
    </Door>
  );
}

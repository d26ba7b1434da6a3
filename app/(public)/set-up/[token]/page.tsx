import type { Metadata } from "next";
import { AccountForm } from "#components/identity/account-form";
import { Door } from "#components/identity/door";
import { LinkClosed } from "#components/identity/link-closed";
import { viewLink } from "#server/identity/links/link-queries";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await viewLink("SET_UP", token);
  if (!link.open)
    return (
      <LinkClosed
        why={link.why}
        instead="A set-up link works for 30 minutes and until there is an account. Starting the server again prints a new one."
      />
    );
  return (
    <Door
      title="Make the first account"
      lead="It is an administrator’s: you can then make teams, invite people and give them their roles."
    >
      <AccountForm kind="set-up" token={token} email={null} />
    </Door>
  );
}

import type { Metadata } from "next";
import { AdminTabs } from "#components/team/admin-tabs";
import { TokenList } from "#components/token/token-list";
import { PageHead } from "#components/ui/page-head";
import { orNotFound, requireActor } from "#server/identity/session";
import { allTokens } from "#server/identity/tokens/token-queries";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const actor = await requireActor();
  const tokens = await orNotFound(allTokens(actor));
  return (
    <>
      <PageHead
        title="Administration"
        lead="A token lets a program act as the person who made it, within what the token may. A revoked one is out at its next call."
      />
      <AdminTabs current="/admin/tokens" />
      <TokenList
        tokens={tokens}
        as={{ kind: "admin" }}
        empty="People make them on their account page; whoever is here sees and revokes all of them."
      />
    </>
  );
}

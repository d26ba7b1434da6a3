import { EmptyState } from "#components/ui/empty-state";
import { ActsHead, TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { Scope } from "#core/token-scopes";
import { type RevokedBy, RevokeToken } from "./revoke-token";
import { SCOPE_WORDS } from "./scope-words";

export interface Token {
  id: string;
  name: string;
  by: string;
  scopes: readonly Scope[];
  /** The one team it is good for; null: every team of its maker. */
  team: string | null;
  state: "good" | "revoked" | "expired";
  expiresAt: Date;
  lastUsedAt: Date | null;
}

interface TokenListProps {
  tokens: readonly Token[];
  /** As whom the reader revokes. */
  as: RevokedBy;
  empty: string;
}

/** The tokens that were made, and what became of them. The tokens themselves are not kept. */
export function TokenList({ tokens, as, empty }: TokenListProps) {
  if (tokens.length === 0) return <EmptyState title="No token yet">{empty}</EmptyState>;
  return (
    <TableWrap label="Tokens made so far">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Token</th>
            {as.kind === "maker" ? null : <th scope="col">Whose</th>}
            <th scope="col">May</th>
            <th scope="col">Last used</th>
            <th scope="col">State</th>
            <ActsHead />
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">
                {token.name}
                <span className="small muted block">{token.team ? `${token.team} only` : "every team"}</span>
              </th>
              {as.kind === "maker" ? null : <td>{token.by}</td>}
              <td className="small">
                {token.scopes.map((scope) => SCOPE_WORDS[scope].label.toLowerCase()).join(", ")}
              </td>
              <td className="small">{token.lastUsedAt ? <Time at={token.lastUsedAt} show="minute" /> : "never"}</td>
              <td className="small">
                <State token={token} />
              </td>
              <td className="num">
                {token.state === "good" ? <RevokeToken tokenId={token.id} name={token.name} as={as} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function State({ token: { state, expiresAt } }: { token: Token }) {
  if (state === "revoked") return <Tag kind="warn">revoked</Tag>;
  return (
    <>
      {state === "good" ? "until " : "ended "}
      <Time at={expiresAt} show="day" />
    </>
  );
}

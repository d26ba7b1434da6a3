import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { ActsHead, TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { OrgRole, TeamRole } from "#core/permissions";
import { RemoveMember, TeamRoleSelect } from "./member-controls";
import { ORG_ROLE_WORDS } from "./role-words";

export interface TeamMember {
  id: string;
  name: string;
  role: TeamRole;
  email: string | null;
  orgRole: OrgRole | null;
  disabled: boolean;
  since: Date;
}

/** The people of a team, with their roles to change. */
export function MemberTable({ teamId, members }: { teamId: string; members: readonly TeamMember[] }) {
  if (members.length === 0) return <EmptyState title="Nobody is in this team yet">Invite its people.</EmptyState>;
  return (
    <TableWrap label="People of the team">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Since</th>
            <th scope="col">Role</th>
            <ActsHead />
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name, role, email, orgRole, disabled, since }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/people/${id}`}>{name}</Link>{" "}
                {orgRole && orgRole !== "MEMBER" ? <Tag>{ORG_ROLE_WORDS[orgRole]}</Tag> : null}
                {disabled ? <Tag kind="warn">disabled</Tag> : null}
                <br />
                <span className="small muted">{email ?? "imported, cannot sign in"}</span>
              </th>
              <td className="small">
                <Time at={since} />
              </td>
              <td>
                <TeamRoleSelect teamId={teamId} memberId={id} name={name} role={role} />
              </td>
              <td className="num">
                <RemoveMember teamId={teamId} memberId={id} name={name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

/** Demo accounts. They are named for their roles: nobody real forecasts here. */
export const ACCOUNTS = [
  { id: "admin", name: "Administrator", orgRole: "ADMIN", team: null, role: null },
  { id: "leader", name: "Director", orgRole: "LEADER", team: null, role: null },
  { id: "lead", name: "Desk lead", orgRole: "MEMBER", team: "pacific", role: "lead" },
  ...[1, 2, 3, 4, 5, 6].map((n) => ({
    id: `analyst${n}`,
    name: `Analyst ${n}`,
    orgRole: "MEMBER" as const,
    team: "pacific" as const,
    role: "forecaster" as const,
  })),
  { id: "observer", name: "Observer", orgRole: "MEMBER", team: "pacific", role: "observer" },
  { id: "outsider", name: "Energy analyst", orgRole: "MEMBER", team: "energy", role: "lead" },
] as const;

export const TEAMS = { pacific: "Asia-Pacific desk", energy: "Energy desk" } as const;

export const addressOf = (id: string) => `${id}@demo.example`;

export interface RoleChange {
  host: string;
  atMs: number;
  session: string;
  role: string;
}

/** What a device was in its sessions, as its agent's log tells. */
export function rolesOf(host: string, log: string): RoleChange[] {
  return [...log.matchAll(/^(\S+) multicast (\w+): (\w+); /gm)].map(([, time, session, role]) => {
    return { host, atMs: Date.parse(time!), session: session!, role: role! };
  });
}

/** Who led at that time. */
export function leadersAt(roles: readonly RoleChange[], atMs: number): string[] {
  const last = new Map(roles.filter((each) => each.atMs <= atMs).map(({ host, role }) => [host, role]));
  return [...last].flatMap(([host, role]) => (role === "leading" ? [host] : []));
}

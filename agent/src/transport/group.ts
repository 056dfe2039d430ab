/**
 * Groups that are ours to use. IPv4: RFC 2365, the local scope, which is filtered by network cards and by switches that snoop
 * (224.0.0.x is flooded everywhere). IPv6: RFC 4291 2.7, transient and of link-local scope. Not site-local (ff15): no router carries
 * a link-local group anywhere whatever its hop limit says, and the zone in a socket's address makes the system itself
 * keep other links' datagrams apart, which it does for no wider scope.
 */
export function isGroup(group: string, family: 4 | 6): boolean {
  return family === 4 ? /^239\.255\.\d{1,3}\.\d{1,3}$/.test(group) : /^ff12:[0-9a-f:]+$/i.test(group);
}

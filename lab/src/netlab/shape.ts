export interface NetlabShape {
  subnets: number;
  hosts: number;
  wanMbit: number;
  /** Of each host's link and of each subnet's to the router; 0: as fast as the machine is. */
  lanMbit: number;
  /** Of the UDP datagrams that a host receives, each for itself. */
  lossPercent: number;
  /** Instead of IPv4. */
  ipv6?: boolean;
}

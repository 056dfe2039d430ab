/** What a device sends waits in this. */
export interface Queue {
  /** 0: as fast as it goes. */
  rateMbit: number;
  limitBytes: number;
  /** Of each frame, beside what the kernel counts. */
  overheadBytes: number;
}

const KIB = 1024;
/** At this rate a token bucket is filled again in a millisecond; four frames always go at once. */
const BURST_BYTES_PER_MBIT = 125;
const LEAST_BURST_BYTES = 6000;
/** Preamble, checksum and gap: with them 100 Mbit/s carry as much as 100BASE-TX does. */
const ETHERNET_OVERHEAD_BYTES = 24;
/** About a thousand frames, as a network card's driver has them. */
const CARD_BYTES = 1500 * KIB;
const SWITCH_PORT_BYTES = 256 * KIB;
const WAN_QUEUE_SECONDS = 0.06;
const LEAST_WAN_BYTES = 60_000;
/** Of an access point, for what it sends to all. */
const ACCESS_POINT_BYTES = 64 * KIB;

export function cardQueue(rateMbit: number): Queue {
  return { rateMbit, limitBytes: CARD_BYTES, overheadBytes: ETHERNET_OVERHEAD_BYTES };
}

export function switchQueue(rateMbit: number): Queue {
  return { rateMbit, limitBytes: SWITCH_PORT_BYTES, overheadBytes: ETHERNET_OVERHEAD_BYTES };
}

export function wanQueue(rateMbit: number): Queue {
  const limitBytes = Math.max(LEAST_WAN_BYTES, Math.floor(((rateMbit * 1e6) / 8) * WAN_QUEUE_SECONDS));
  return { rateMbit, limitBytes, overheadBytes: 0 };
}

/** A line of tc-tbf(8). */
export function queueLine(device: string, { rateMbit, limitBytes, overheadBytes }: Queue): string {
  if (rateMbit === 0) return `qdisc replace dev ${device} root pfifo limit 1000`;
  const burst = Math.max(LEAST_BURST_BYTES, Math.floor(rateMbit * BURST_BYTES_PER_MBIT));
  const bucket = `rate ${rateMbit}mbit burst ${burst} limit ${limitBytes} overhead ${overheadBytes}`;
  return `qdisc replace dev ${device} root tbf ${bucket}`;
}

/** An access point's way to one device: what is for all goes at a rate of its own, tc-htb(8). */
export function accessPointLines(device: string, lanMbit: number, multicastMbit: number): string[] {
  const rates = { "1:1": lanMbit || 10_000, "1:2": multicastMbit };
  const filter = `filter add dev ${device} parent 1:`;
  return [
    `qdisc del dev ${device} root`,
    `qdisc add dev ${device} root handle 1: htb default 1 r2q 1000`,
    ...Object.entries(rates).map(
      ([id, mbit]) =>
        `class add dev ${device} parent 1: classid ${id} htb rate ${mbit}mbit ceil ${mbit}mbit overhead ${ETHERNET_OVERHEAD_BYTES}`,
    ),
    `qdisc add dev ${device} parent 1:1 handle 11: bfifo limit ${SWITCH_PORT_BYTES}`,
    `qdisc add dev ${device} parent 1:2 handle 12: bfifo limit ${ACCESS_POINT_BYTES}`,
    `${filter} protocol ip prio 1 u32 match ip dst 224.0.0.0/4 flowid 1:2`,
    `${filter} protocol ip prio 1 u32 match ip dst 255.255.255.255/32 flowid 1:2`,
    `${filter} protocol ipv6 prio 2 u32 match ip6 dst ff00::/8 flowid 1:2`,
  ];
}

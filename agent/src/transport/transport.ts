/** Where datagrams go to and come from; the family follows from the host. */
export interface Address {
  host: string;
  port: number;
}

/** Datagrams that may wait to be sent: more would only add delay to what is decided now. */
export const SEND_QUEUE_DATAGRAMS = 64;

/** Payload that fits an MTU of 1,500 unfragmented: less the heads of IPv4 or IPv6, and of UDP. */
export const DATAGRAM_BYTES = { 4: 1500 - 20 - 8, 6: 1500 - 40 - 8 } as const;

/** The datagrams of one device on one link. */
export interface Transport {
  /** Where others answer by unicast; everything is sent from here. */
  readonly local: Address;
  /** What the system granted of the 4 MiB of receive buffer that were asked for. */
  readonly receiveBufferBytes: number;
  /** The longest datagram that leaves this link in one piece: {@link DATAGRAM_BYTES}, or less where its MTU is smaller. */
  readonly datagramBytes: number;
  /** On this link only. What is sent to the group comes at the well-known port. @throws RangeError for no group of ours */
  join(group: string): void;
  leave(group: string): void;
  /** Tells routers and switches anew. */
  rejoin(group: string): void;
  /**
   * Never fragmented. The bytes may be sent later, so they must not change afterwards. What the system refuses after it was taken
   * here is lost like any datagram, and counted in {@link failures}.
   * @returns false where too many datagrams wait already, or after `close`; nothing was sent then
   * @throws RangeError where it is longer than {@link datagramBytes}
   */
  send(datagram: Uint8Array, to: Address): boolean;
  /** Datagrams that wait to be sent. */
  readonly queued: number;
  /** Datagrams that the system would not send: no route, a firewall of this machine. */
  failures(): { count: number; last?: string };
  /** Datagrams that the system threw away because the receive buffer was full; undefined where it does not say. */
  dropped(): number | undefined;
  close(): Promise<void>;
}

export interface TransportEvents {
  datagram(bytes: Uint8Array, from: Address): void;
  /** Told once: the link or its address went away, or a group cannot be joined. Open another. */
  down(why: string): void;
}

export interface TransportFactory {
  /** @param port the well-known one, of the groups @throws Error where the link has no such address */
  open(link: { name: string; address: string }, port: number, events: TransportEvents): Promise<Transport>;
}

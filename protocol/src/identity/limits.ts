/** Limits of devices' identity: a part of `LIMITS`, and told of with them. */
export const IDENTITY_LIMITS = {
  /** Of what is signed for a device: what a stolen disk is good for is over within a month, renewals come each three weeks. */
  deviceCertificateMs: 30 * 86_400_000,
  /** The server renews its own after two thirds of it, while it runs and at each start. */
  serverCertificateMs: 90 * 86_400_000,
  /** A proxy is set up by a person, who does it again once a year. */
  proxyCertificateMs: 365 * 86_400_000,
  /** The authority outlives the machines; it is replaced while it is valid, as a procedure. */
  authorityMs: 3650 * 86_400_000,
  /** A certificate is valid from so long before it was made: clocks of devices are wrong by minutes, and by a summer's hour. */
  certificateSkewMs: 3_600_000,
  /** Agents resume their TLS sessions by tickets of one key for so long while the server runs; they poll, so each has one of the next soon. */
  ticketKeyMs: 12 * 3_600_000,
  /** A server that starts goes on with a key that is not older, and that long a session may be resumed at most. */
  ticketKeyKeptMs: 86_400_000,
  /** Base64 of a certificate, or of a request for one, with a P-256 key: some 800; proxies may carry more names. */
  certificateChars: 8192,
  /** Certificates of authorities in one trust document: the one that issues, the one to come and the one before. */
  authorities: 4,
  /** A trust document: keys, some certificates, and a root of releases. */
  trustBytes: 128 * 1024,
  /** Devices that wait for a person; each has its inventory with it. */
  enrolmentRequests: 1000,
  /** One that has not asked for so long in milliseconds is in the queue no more. */
  enrolmentRequestMs: 7 * 86_400_000,
  /** Devices that were announced: a delivery of machines, and the ones before it. */
  registrations: 10_000,
  /** An agent that comes back so long in milliseconds after another took its place is a copy; before that it may have been on its way. */
  instanceReturnMs: 60_000,
  /** What an action of a device named may still be read after its end: a cast to others comes to its end as well. */
  reachAfterEndMs: 3_600_000,
  /** How long it is remembered that a device may read something: some hundred ranges of it are asked for meanwhile. */
  reachKeptMs: 30_000,
  /** Requests of one device at once, before it waits: all files of a large variant, and its reports. */
  deviceRequestsBurst: 500,
  /** And a second after that: ranges of 11.5 MB, so 9 Gbit/s. */
  deviceRequestsPerSecond: 100,
  /** Tries to enrol of all devices together that no token speaks for; each costs a signature. */
  enrolmentTriesBurst: 200,
  /** And a second after that: a thousand machines that wait for a person ask every ten seconds. */
  enrolmentTriesPerSecond: 100,
} as const;

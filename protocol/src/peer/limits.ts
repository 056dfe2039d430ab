/** Limits of what devices give each other: a part of `LIMITS`, and told of with them. */
export const PEER_LIMITS = {
  /** Requests that one device serves to others at once, of which some only wait; a till or a laptop has work of its own. */
  peerUploads: 8,
  /** Of these for one address, so that nobody takes all. */
  peerUploadsPerAddress: 2,
  /** Connections to one device's peer port, those included that have not shown the key yet. */
  peerConnections: 64,
  /** Of these from one address: two uploads, a look at the list, and some that end just now. */
  peerConnectionsPerAddress: 8,
  /** Two round trips and a key exchange; who takes longer has no key. */
  peerHandshakeMs: 5000,
  /** Between two requests of a kept connection. */
  peerIdleMs: 5000,
  /** A request line with the most runs that it may have is 4 KiB. */
  peerRequestBytes: 8192,
  /** Runs in one wish for a stream; a longer wish is cut, and the rest is asked for afterwards. */
  peerWantRuns: 256,
  /** Runs in one list of what a device has: 64 KiB of text. */
  peerHaveRuns: 4096,
  /** Pieces in one answer: 11.5 MB, after which another device or another peer may have its turn. */
  peerRunPieces: 64,
  /** When one who was refused may ask again: about as long as one answer takes on a busy network. */
  peerRetryMs: 2000,
  /** A reader that has not taken a piece by then is slower than 12 KB/s and keeps others from theirs. */
  peerTakeMs: 15_000,
  /** A stream in which nothing new came for this long ends; who still wants something asks who has it. */
  peerStreamIdleMs: 60_000,
  /** How often a waiting stream says that it is still there. */
  peerBeatMs: 5000,
  /** Three beats may be late: a silent peer is not there any more. */
  peerStallMs: 15_000,
  /** Peers that one fetch knows at once; more do not make it faster. */
  peersKnown: 64,
  /** Requests in a row by which a peer brought nothing, before this fetch does without it. */
  peerAttempts: 8,
} as const;

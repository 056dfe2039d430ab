/** Limits of accounts, sessions and tokens; a part of `LIMITS`, with its reasons, as those there. */
export const OPERATOR_LIMITS = {
  /** A year: what nobody renews within one, nobody looks after. */
  apiTokenMs: 365 * 86_400_000,
  /** When a token was last used is kept to the minute: a write for every request would be most of the load. */
  apiTokenUsedMs: 60_000,
  /** Requests of one person at once, by whichever tokens and sessions, before they wait: a script that goes through a fleet. */
  operatorRequestsBurst: 5000,
  /** And a second after that: far above what people and pipelines do, and far below what a server can answer. */
  operatorRequestsPerSecond: 200,
  /** As so many counts what gives out everything at once, an export or the whole trail: twenty at once, then one each second or two. */
  operatorExportCost: 250,
  /** Good tokens of one operator: some for each pipeline that a person tends. */
  apiTokens: 100,
  /** OWASP and NIST ask for 15 where a password stands alone; with a second factor beside it, 12 are beyond guessing. */
  passwordLeastChars: 12,
  /** Beyond any passphrase; what is longer costs time to hash and adds nothing. */
  passwordChars: 256,
  /** NIST SP 800-63B for a second factor: after an hour in which nothing was asked, a session is over. */
  sessionIdleMs: 3_600_000,
  /** The same, whatever was asked: half a day is a shift. A login at the command line lasts as long. */
  sessionMs: 12 * 3_600_000,
  /** Who has no password proves themselves anew by signing in once more, and does within this what they wanted to. */
  sessionFreshMs: 5 * 60_000,
  /** How long what was read of a session is believed; whatever ends one on this server forgets it at once. */
  sessionCheckMs: 30_000,
  /** A first link to an account travels by mail or chat, and is read within a weekend. */
  invitationMs: 72 * 3_600_000,
  /** A try to sign in waits no longer than this for those before it: a stranger can slow an account down and not take it away. */
  signInWaitMs: 15 * 60_000,
  /** Accounts and sources whose failures are counted; those longest quiet are forgotten first. */
  signInCounts: 10_000,
  /** From the start of a proof that takes two requests (passkey, sign-on) to its end: what a person needs to find the key. */
  proofMs: 10 * 60_000,
  /** Such proofs under way at once. */
  proofs: 1000,
  /** Somebody with more roles than this needs one of their own. */
  rolesPerOperator: 20,
  /** A region of branches; whoever has more of them makes one group of these. */
  groupsPerRole: 50,
  /** One in the laptop, one in the telephone, one on the keyring, and spares. */
  passkeysPerOperator: 20,
  /** Roles that people can still tell apart, with room for one per site. */
  roles: 100,
  /** Long enough to go from the machine room to a desk and back; a link that lies about longer is found by others. */
  setupLinkMs: 86_400_000,
} as const;

/** Limits of a device's own portal: a part of `LIMITS`, and told of with them. */
export const PORTAL_LIMITS = {
  /** How long an address that opens the portal is good: a browser that starts on a slow disk takes half a minute. */
  portalInvitationMs: 2 * 60_000,
  /** Portals that one person has open: a tab each. The oldest ends where one more is opened. */
  portalVisits: 8,
  /** Portals open on one device, of all its people: a terminal server has some hundred. */
  portalVisitsAtOnce: 512,
  /** A portal that nobody looks at: its page asks every few seconds while it is seen. */
  portalIdleMs: 30 * 60_000,
  /** Half a day, as long as a working day with its breaks. */
  portalVisitMs: 12 * 3_600_000,
  /** Wrong secrets and tokens of one person within a minute; a person has none, and 256 bits are not guessed. */
  portalWrong: 20,
  /** What the page sends: an action's number and a time. */
  portalBodyBytes: 4096,
  /** Connections to the portal; a browser has six. */
  portalConnections: 256,
  /** Of these, of one person, so that nobody takes all of them from the others. */
  portalConnectionsPerPerson: 24,
  /** Questions at once at a socket of the agent; each is one line, and some look a user up by a program. */
  localQuestions: 32,
  /** A question at the portal's door: who asks, in one line. */
  portalQuestionBytes: 512,
  /** The server is asked what is on offer this often at most, however many look. */
  portalOffersMs: 20_000,
  /** Installations and removals that the portal tells of; a person looks no further back. */
  portalHistory: 50,
  /** Icon of a release, in base64: 16 KiB of PNG are 128 pixels each way, and a hundred offers with one each are 2 MiB. */
  iconChars: 21_848,
  /** Languages that names and descriptions of a release are in; the European Union has 24. */
  languagesPerRelease: 32,
} as const;

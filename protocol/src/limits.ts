import { IDENTITY_LIMITS } from "./identity/limits.ts";
import { OPERATOR_LIMITS } from "./operator/limits.ts";
import { PEER_LIMITS } from "./peer/limits.ts";
import { PORTAL_LIMITS } from "./portal/limits.ts";
import { TRUST_LIMITS } from "./trust/limits.ts";

/**
 * Every limit that two sides of a wire must agree on, with its reason. `docs/limits.md` lists them for people; a test
 * keeps that page and this file together. Units are the last word of a name.
 */
export const LIMITS = {
  ...IDENTITY_LIMITS,
  ...PEER_LIMITS,
  ...PORTAL_LIMITS,
  ...TRUST_LIMITS,
  ...OPERATOR_LIMITS,
  /** 128 symbols of 1,408 bytes: the unit that is verified, asked for by Range, cast, served, resumed from and counted. */
  pieceBytes: 180_224,
  /** 64 GiB: larger than any operating-system image met in the field; a manifest of it is 12 MiB. */
  blobBytes: 64 * 1024 ** 3,
  /** A `shoal.yaml` is written by people; 256 KiB is thousands of lines and keeps a parser bomb small. */
  packageFileBytes: 256 * 1024,
  /** A signed release is read by every agent: 1 MiB holds hundreds of variants. */
  releaseBytes: 1024 * 1024,
  /** One variant per kind of platform; the tie check is a product over the values they name. */
  variantsPerRelease: 64,
  /** An installer, its transforms and its data; more belong into an archive. */
  filesPerVariant: 64,
  /** Cells that the tie check may visit before it asks the author for fewer distinct conditions. */
  tieCheckCells: 2_000_000,
  /** What needs more packages than this is a suite; each is planned for on every device. */
  dependenciesPerRelease: 32,
  /** Names that a product had before; the longest such histories are mergers of a dozen products. */
  supersededPerRelease: 32,
  /** Packages that one installation may bring with it, directly or by others. */
  dependencyPackages: 64,
  /** Licence keys, tokens and a file of settings or two; together they fit into an envelope. */
  secretsPerRelease: 8,
  /** A private key of RSA with its certificates has 4 KiB. In bytes of UTF-8. */
  secretBytes: 4096,
  /** What is shorter is guessed, and blacking it out would spoil every log. */
  secretMinChars: 8,
  /** Of a backup that is one file: whoever has it may guess as long as they like. Six words of a list, or sixteen letters by chance. */
  backupPassphraseChars: 16,
  /** Some for each of the products that need any. */
  secrets: 1000,
  /** Packages that share one: an editor of many products has fewer. */
  packagesPerSecret: 100,
  /** Eight secrets of 4 KiB, encrypted, in base64. */
  sealedSecretsChars: 48 * 1024,
  /** Why a person did something, in their own words: a paragraph, not a report. */
  reasonChars: 500,
  /** Names that releases are given by: some for each of the packages that people tell apart. */
  channels: 1000,
  /** Releases that are looked for on one device once an hour; each look may start a program. */
  keptReleases: 100,
  /** Choices of a version that planning may try for one device: milliseconds, and thousands of times what real packages need. */
  dependencyChoices: 10_000,
  /** Twice as deep as a release with the deepest detection rule; who reads it goes into it as deep. */
  cborDepth: 64,
  /** A rule nested deeper than this cannot be read by its author either. */
  detectDepth: 8,
  /** Each leaf may start a process on the device; 64 end within minutes. */
  detectLeaves: 64,
  /** A sealed assignment for one device; larger ones are refused before they are decoded. */
  envelopeBytes: 64 * 1024,
  /** Envelopes in one answer to a check-in; the agent asks again while there are more. */
  assignmentsPerAnswer: 50,
  /** Reports in one request; an agent that was offline for a month sends several requests. */
  reportsPerRequest: 200,
  /** Assignments that one device is ever given; far below 2^53, so that a device that claims this many can be given one more. */
  sequence: 2 ** 48,
  /** One action's bytes from one source: all files of a variant at their largest, fetched three times, with room to spare. */
  actionBytes: 2 ** 44,
  /** ECMA-262 21.4.1.1: the last moment that a date can hold; numbers above 2^53 could be stored but not read again. */
  timeMs: 8_640_000_000_000_000,
  /** The end of an installer's output that travels with a report: what a person reads first, not an archive. */
  logTailBytes: 16 * 1024,
  /** What the agent keeps of an installer's output in memory while it runs. */
  logKeepBytes: 256 * 1024,
  /** JSON bodies of the API. Inventory is the largest honest one. */
  jsonBodyBytes: 1024 * 1024,
  /** Some hundred facts; a device with more sends no more. */
  inventoryBytes: 256 * 1024,
  /** A machine with more is a router or a host of containers; those that could take part in multicast come first. */
  inventoryLinks: 32,
  /** A body that stops arriving for this long is cut: a slow client may not hold a connection for ever. */
  bodyIdleMs: 30_000,
  /** Uploads under way at once: each holds two megabytes of memory and its size of disk. */
  uploadsAtOnce: 16,
  /** Rest of a refused upload that is still read, so that the answer reaches a client that only listens after sending. */
  refusedBodyBytes: 64 * 1024 ** 2,
  /** Headers come in one packet; what takes longer is not a client of ours. */
  requestHeadersMs: 15_000,
  /** Control frames on the agent's socket are short; only push frames carry a piece. */
  socketTextBytes: 64 * 1024,
  /** One piece and its head. */
  socketBinaryBytes: 180_224 + 16,
  /** Silence on the socket after which either side closes it. */
  socketIdleMs: 90_000,
  /** A device that has this much to read yet is not listened to: its questions would fill the memory with their answers. */
  socketUnreadBytes: 1024 * 1024,
  /** Two pings fit into the silence that closes a socket, so one may be lost. */
  socketPingMs: 30_000,
  /** Pieces that may be on their way to one device before it acknowledges one: 8 pieces, 1.4 MB. */
  pushWindowPieces: 8,
  /** Pieces in one socket's own buffer, so that a doorbell does not wait behind a whole window of content. */
  pushUnwrittenPieces: 2,
  /** Runs of missing pieces in one wish to be sent them; the rest is asked for afterwards. */
  pushRuns: 1000,
  /** A piece refused more often than this is wrong at its source. */
  pushPieceResends: 3,
  /** A device that acknowledges nothing for this long gives its place to others; it asks again when it can. */
  pushStallMs: 60_000,
  /** A turn, where others wait: a small file does not wait for hours behind large ones on slow lines. */
  pushTurnMs: 60_000,
  /** Transfers that one device may have waiting: the files of one variant. */
  pushQueuePerDevice: 64,
  /** Rows in one page of a list. */
  pageRows: 500,
  /** Cells of a task's grid in one page: a third of a megabyte, which the server reads in the time of a few other answers. */
  pageCells: 2500,
  /** What a person reads at once. */
  pageRowsDefault: 100,
  /** Entries after which the audit trail is signed: some minutes of a large fleet. */
  auditCheckpointEntries: 1000,
  /** Where anything was written, the audit trail is signed after this time at the latest. */
  auditCheckpointMs: 3_600_000,
  /** Refused requests of one caller, route and reason are one entry in this time, with their number. */
  auditFoldMs: 60_000,
  /** Callers, routes and reasons that are told apart in that time, of writes and of reads each; what comes on top is counted together. */
  auditFolds: 200,
  /** Of a path that was refused, what is kept. */
  auditPathChars: 200,
  /** Devices whose state before a change is kept with the change. */
  auditBeforeDevices: 100,
  /** A CSV that a spreadsheet still opens. */
  exportRows: 1_000_000,
  /** Events that a reader of the stream may lag behind before it is told to start again from the list. */
  eventBacklog: 10_000,
  /** Attempts of one action at what may be tried again (exit 1618, a cut transfer with no progress). */
  installAttempts: 5,
  /** Requests in a row that brought no piece, before the waits grow to their longest. */
  fetchAttemptsWithoutProgress: 8,
  /** Runs of pieces in one question of a device to its site's ledger; it tells the rest the next time. */
  exchangeHaveRuns: 1024,
  /** Pieces that one device fetches from the origin for its site at once: 46 MB, two seconds of a fast line. */
  exchangeWantPieces: 256,
  /** Peers of which one device can say that it does not reach them. */
  exchangeUnreachable: 32,
  /** Devices that share one blob in one site; those that come after fetch for themselves. */
  exchangeDevices: 512,
  /** Memory of all ledgers of a server; the one that was asked longest ago goes. */
  exchangeBytes: 64 * 1024 ** 2,
  /** Wrong pieces in one fetch before it is given up: by then it is not the line that is broken. */
  corruptPieces: 16,
  /** Default and ceiling of an installer's run time. */
  installTimeoutMs: 30 * 60_000,
  /** The longest run time that a package may ask for. */
  installTimeoutMaxMs: 12 * 3_600_000,
  /** Scripts around an installer prepare and tidy; the work itself is the installer. */
  scriptTimeoutMs: 5 * 60_000,
  /** One leaf of a detection rule; what takes longer could not be found out. */
  detectTimeoutMs: 60_000,
  /** How long an installation takes where neither earlier ones nor its package say so: most end within this. */
  expectedMs: 10 * 60_000,
  /** A restart, from the request to the agent's next start: a minute's warning, shutting down, starting up. */
  restartMs: 5 * 60_000,
  /** Successful installations from which it is told how long the next ones take; a few would be chance. */
  expectedSamplesLeast: 5,
  /** Of these, the newest: what took longer a year ago says nothing. */
  expectedSamples: 100,
  /** How long those who are signed in have to say that they put something off, before it begins. */
  answerMs: 10 * 60_000,
  /** Steps of one action by which it may say that it goes on waiting, for another reason; then it waits without saying so. */
  heldSteps: 2000,
  /** Offers that a person at one device is shown. */
  offers: 100,
  /** The name of who asked, as the device's system has it. */
  personChars: 128,
  /** A task may live this long; the default is 14 days, so that a laptop back from holiday still gets it. */
  taskLifeMs: 14 * 86_400_000,
  /** A year and a month, for yearly campaigns. */
  taskLifeMaxMs: 400 * 86_400_000,
  /** How far a device's clock may be off before an envelope's expiry is judged by the server's time instead. */
  clockSkewMs: 10 * 60_000,
  /** Archives: what may come out of one, so that a bomb is refused before the disk is full. */
  archiveEntries: 200_000,
  /** Unpacked bytes per packed byte: text compresses 10 to 50 times, bombs 1,000 and more. */
  archiveRatio: 200,
  /** The largest blob unpacked without compression. */
  archiveBytes: 64 * 1024 ** 3,
  /** PATH_MAX of Linux. */
  archivePathBytes: 4096,
  /** A patch is applied with the whole old file in memory: about old + new + window. */
  patchOldBytes: 512 * 1024 ** 2,
  /** The new file is written as it comes, but a window of it stays in memory. */
  patchNewBytes: 512 * 1024 ** 2,
  /** Window that a patch may ask its decoder to keep: 1 GiB covers the largest old file that is allowed. */
  patchWindowLog: 30,
  /** Applying takes a second for 100 MB; what takes minutes is a machine in trouble, and the whole file is quicker. */
  patchApplyMs: 300_000,
  /** Making one: `zstd` is stopped after this, and the release goes without. */
  patchMakeMs: 600_000,
  /** What making one should take on a slow machine; the compression level follows from it and from the file's size. */
  patchGoalMs: 60_000,
  /** Below this the whole file is one piece or two: a patch would save less than its own request. */
  patchLeastBytes: 256 * 1024,
  /** Earlier releases that a new one is patched against. */
  patchBases: 4,
  /** A patch is used only when it is at most this share of the whole blob. */
  patchShare: 0.9,
  /** A token for a whole company; larger ones are a mistake. */
  enrolmentTokenUses: 100_000,
  /** A pattern, or a site's name: what is longer is not typed by anybody. */
  settingTextChars: 64,
  /** Windows or patterns of one setting: every day of the week at four times, with a few to spare. */
  settingListItems: 32,
  /** What a person writes and reads in one line; a longer one is a program. */
  queryChars: 2000,
  /** Parentheses and nots inside each other; deeper ones nobody reads. */
  queryDepth: 16,
  /** Values that one query asks for; each costs the database a look. */
  queryTerms: 200,
  /** The same with all groups in it written out: SQLite takes expressions of a depth of 1,000. */
  queryTermsWithGroups: 500,
  /** Matched by a query that says so in other words than `all`: more than these are asked back about. */
  unaskedDevices: 5,
  /** Other tasks that a preview tells of: the ones that touch most devices. */
  previewConflicts: 50,
  /** Other tasks that a preview tells of for one device. */
  previewTasks: 8,
  /** A tag, an attribute's name or a group's: a word, not a sentence. */
  labelChars: 64,
  /** What an operator notes about a device: a person, a room, a number. */
  attributeChars: 256,
  /** Tags of one device; who needs more has made keys and values of them. */
  tagsPerDevice: 64,
  /** Attributes of one device; more are a database of their own. */
  attributesPerDevice: 64,
  /** Groups of devices; a list of them is read by people. */
  groups: 500,
  /** Devices of one list that is said at once. */
  groupDevices: 50_000,
  /** Where files come from: an address of a repository and a folder in it. */
  sourceChars: 200,
  /** What files of one source declare; the transaction that applies it holds the database for seconds. */
  fleetObjects: 2000,
  /** All of it in one request: some lists of tens of thousands of devices have room. */
  fleetBytes: 8 * 1024 ** 2,
  /** Files of one source; more than the objects there can be would be empty ones. */
  fleetFiles: 2000,
  /** One file of them: a list of 20,000 devices by their names. */
  fleetFileBytes: 1024 * 1024,
  /** Folders inside of each other that are looked through for files. */
  fleetFolderDepth: 16,
  /** What stands in a plan of one value; a longer one is told by its size. */
  planValueChars: 2000,
  /** Four weeks: the shortest time between two of a window that comes once a month. */
  windowMinutes: 28 * 24 * 60,
  /** "The second Tuesday and three days"; from four weeks on it would be a day of another month. */
  windowPlusDays: 27,
  /** Named sets of agent settings, all of which the server keeps in memory. */
  settingSets: 1000,
  /** Twice the longest host name label; longer names are cut. */
  deviceNameChars: 128,
  /** A piece is 128 of them; 88 times 16, for vector instructions; with all heads it fits into an Ethernet frame. */
  symbolBytes: 1408,
  /** GF(256) has room for 255 symbols a block: 128 of the piece, 127 of parity. */
  symbolsPerBlock: 255,
  /** Room for a message in a datagram: 1,450 bytes fit IPv6 at an MTU of 1,500; 37 of them are head and tag. */
  datagramBodyBytes: 1413,
  /** Blocks that one mark tells of; the newest matter. */
  markBlocks: 64,
  /** Short blocks in one nack; the rest come with the next. */
  nackBlocks: 200,
  /** Runs of lacking pieces in one status: the first are cast first. */
  statusRuns: 200,
  /** Holders named in a beacon, out of all, by turns. */
  beaconHolders: 8,
  /** Devices that one representative counts in its subnet. */
  sessionMembers: 65_535,
  /** A session that casts 64 GiB with all its repairs a thousand times over; far below 2^53, so that sums are still numbers. */
  sessionDatagrams: 2 ** 36,
  /** Parts in sessions that one action tells of: its files, each begun anew some times. What comes after them is not kept. */
  sessionsPerAction: 512,
  /** Peers that a part names with what each gave; what came from more than these counts without a name. */
  sessionPeers: 8,
  /** Devices of a subnet that are asked, each few seconds, what they have so far while somebody looks at it: as many as a picture has room for. */
  sessionLookedAt: 64,
  /** Subnets in one answer, each with its sessions: some megabytes. */
  sessionSubnets: 5000,
  /** An IPv6 prefix at its longest. */
  subnetChars: 49,
  /** Hours of collecting devices would be a task's window, not a delay. */
  startDelayMaxMs: 3_600_000,
  /** Faster than what one Node process sends (75,000 datagrams a second). */
  castRateBytesPerSecond: 1_000_000_000,
  /** Queues of several seconds are a broken network, whatever their length. */
  delayReportMs: 60_000,
  /** For a person who reads a log. */
  byeChars: 100,
  /** A plan that a person can follow; five rings are many. */
  rolloutRings: 20,
  /** A plan of that many rings is written in two pages. */
  planFileBytes: 64 * 1024,
  /** A ring is a line of a table. */
  ringNameChars: 40,
  /** A quarter: what soaks longer than that is another rollout. */
  ringMs: 92 * 86_400_000,
  /** A change that more people have to agree to is decided in a meeting. */
  ringApprovals: 10,
  /** What disappeared again is put back no sooner: milliseconds, doubled each time. Somebody is taking it away, or it does not stay. */
  repairFirstMs: 3_600_000,
  /** What disappears all the time is put back once a day. */
  repairMostMs: 86_400_000,
  /** What stayed for so long in milliseconds and disappears then does so for another reason. */
  repairForgetMs: 7 * 86_400_000,
  /** What has failed eleven times fails the twelfth time too. */
  retryAttempts: 10,
  /** After a week nobody counts on another attempt; it is a new task. */
  retryMs: 7 * 86_400_000,
  /** A large company; the events of one simulated run stay below 100 MB of memory. */
  simulationDevices: 500_000,
  /** Systems that want to be told: each has up to four requests under way. */
  webhooks: 50,
  /** What browsers and proxies take; longer ones carry data that belongs into the body. */
  webhookUrlChars: 2048,
  /** There are some fifty kinds of events, and stars. */
  webhookFilters: 50,
  /** Requests of one webhook under way at once: one slow receiver holds up neither others nor itself. */
  webhookAtOnce: 4,
  /** What has not answered by then has a queue of its own to put it in; Standard Webhooks asks for 15 to 30 s. */
  webhookTimeoutMs: 15_000,
  /** A weekend's outage, and the Monday. */
  webhookGiveUpMs: 3 * 86_400_000,
  /** A person rotates a secret within a week or has forgotten it. */
  webhookOverlapMs: 7 * 86_400_000,
  /** Deliveries of one webhook that have not ended; what comes after them waits in the outbox. */
  webhookPending: 10_000,
  /** Deliveries of one webhook that have ended and are still told of: some 20 MB. */
  webhookEnded: 10_000,
  /** Tries told of one delivery, the last ones: three days have about thirteen. */
  webhookTries: 20,
  /** What is read of an answer before the connection is cut; its status was all that counts. */
  webhookAnswerBytes: 64 * 1024,
  /** What is kept of an answer: the first lines of an error page. */
  webhookAnswerChars: 500,
  /** What receivers of syslog take without being told to; RFC 5424 asks for a quarter of it. */
  syslogBytes: 8192,
  /** Log systems that are sent everything; each reads the trail for itself. */
  siemFeeds: 10,
  /** Records in one write, of each stream: what is sent again after a cut. */
  siemBatch: 500,
  /** A file that nobody takes away is begun anew at this size; the one before it is kept. */
  siemFileBytes: 256 * 1024 ** 2,
  /** Runs of one simulation: its percentiles move by less than a point with more. */
  simulationSeeds: 1000,
} as const;

/** Every error that the API answers with: one row each. CLI and console print title and hint. */
export interface ErrorRow {
  status: number;
  title: string;
  hint: string;
}

export const ERRORS = {
  "bad-request": {
    status: 400,
    title: "The request is not well formed",
    hint: "The detail names the field and what it must be.",
  },
  "audit-broken": {
    status: 409,
    title: "The audit trail was changed behind the server's back, and is not vouched for",
    hint: "shoal audit verify names the first entry that cannot be believed; compare with the last backup.",
  },
  "package-invalid": {
    status: 400,
    title: "The package is not valid",
    hint: "The detail names the place in the package; correct it and publish again.",
  },
  "variant-tie": {
    status: 409,
    title: "Two variants match the same device equally well",
    hint: "Narrow one of them, or add a variant for exactly the devices that both match.",
  },
  "signature-invalid": {
    status: 400,
    title: "The signatures are not enough",
    hint: "The detail says which keys count; nothing was stored. shoal trust show lists who may sign what.",
  },
  "metadata-stale": {
    status: 409,
    title: "Somebody was faster: there is newer metadata",
    hint: "Read it again and sign that; shoal package publish does so by itself. Nothing was stored.",
  },
  "metadata-refused": {
    status: 400,
    title: "Devices would refuse this metadata",
    hint: "The detail names the role and what is wrong with it; nothing was stored.",
  },
  "not-staged": {
    status: 409,
    title: "What was signed is not here",
    hint: "Send the release first: shoal package publish does, and shoal release request. Nothing was stored.",
  },
  "trust-missing": {
    status: 409,
    title: "It is not said yet whose releases devices trust",
    hint: "Make keys and say it: shoal key generate, then shoal trust init.",
  },
  "key-untrusted": {
    status: 403,
    title: "The signing key is not trusted",
    hint: "Sign with a key that may sign this package: shoal trust show lists them. shoal trust delegate gives a key a role.",
  },
  "release-exists": {
    status: 409,
    title: "This version was published before with other content",
    hint: "Published releases never change. Raise the version in shoal.yaml.",
  },
  "dependency-unmet": {
    status: 409,
    title: "What the release needs is not there",
    hint: "The detail says what to publish first; nothing was stored.",
  },
  "dependency-circle": {
    status: 409,
    title: "The releases would need each other in a circle",
    hint: "Take one of the dependencies out of shoal.yaml; nothing was stored.",
  },
  "release-recalled": {
    status: 409,
    title: "The release was recalled",
    hint: "Choose another one: shoal package get NAME lists them. shoal package unrecall lifts a recall.",
  },
  "blob-mismatch": {
    status: 422,
    title: "The upload is not what it said it would be",
    hint: "The file changed or the connection altered it; nothing was stored. Upload it again.",
  },
  "blob-missing": {
    status: 409,
    title: "The release names content that was not uploaded",
    hint: "Upload the files first; shoal package publish does so.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    hint: "docs/limits.md lists the limits and their reasons.",
  },
  "body-timeout": {
    status: 408,
    title: "The body stopped arriving",
    hint: "Check the connection and send it again; uploads start from the beginning.",
  },
  "length-required": { status: 411, title: "The length of the upload is not given", hint: "Send Content-Length." },
  unsupported: {
    status: 415,
    title: "This kind of content is not accepted here",
    hint: "Send the content type that /openapi.json gives for this route.",
  },
  unauthorized: {
    status: 401,
    title: "Who are you?",
    hint: "Send a token: shoal login URL keeps one, --token and SHOAL_TOKEN give one. Nobody has one: shoal server setup-link.",
  },
  "certificate-required": {
    status: 401,
    title: "No client certificate was shown",
    hint: "Agents have one from their enrolment: shoal-agent enrol. A proxy in between has to ask for it and pass it on: docs/how-to/nginx-in-front.md.",
  },
  "certificate-refused": {
    status: 403,
    title: "The client certificate is not accepted",
    hint: "The detail says why. A device that is to stay enrols anew: shoal-agent enrol --force.",
  },
  "certificate-expired": {
    status: 401,
    title: "The client certificate has expired",
    hint: "An agent renews it by itself, with this certificate; nothing else is answered before it has.",
  },
  "device-revoked": {
    status: 403,
    title: "This device was revoked",
    hint: "It is refused everything. If it is to come back, it enrols anew: shoal-agent enrol --force.",
  },
  "device-quarantined": {
    status: 403,
    title: "Two holders of this device's key were seen",
    hint: "Its disk was copied. Enrol the copy anew there (shoal-agent enrol --force), then let the other go on: shoal device release.",
  },
  forbidden: { status: 403, title: "Not allowed", hint: "Ask for a token with this permission." },
  "permission-missing": {
    status: 403,
    title: "You may not do this",
    hint: "The detail names the permission that is missing. shoal role list shows what roles hold; shoal context, who you are.",
  },
  "all-devices-only": {
    status: 403,
    title: "You may do this for some groups of devices, and this is about all there are",
    hint: "Ask for what is of your groups: shoal device list, shoal task list. Or have the role given to you over all devices: shoal operator role.",
  },
  "not-over-groups": {
    status: 409,
    title: "This is not given over groups of devices",
    hint: "Give it over all devices, or another role: shoal role list shows what each holds, shoal role set makes one.",
  },
  "moves-devices": {
    status: 403,
    title: "Who is in a group that roles are given over is not for you to say",
    hint: "Somebody whose roles are over all devices can do it. A label that no such group asks for is free: shoal group list shows what yours ask for.",
  },
  "second-factor-missing": {
    status: 403,
    title: "Set up a second factor first",
    hint: "At /account of the server, or by shoal login: an authenticator or a passkey. Until then nothing else is allowed.",
  },
  "sign-in-refused": {
    status: 401,
    title: "That is not right",
    hint: "Look at the address, the password and the code. Who has forgotten them asks for a new link: shoal operator reset NAME.",
  },
  "sign-in-held": {
    status: 429,
    title: "Too many tries in vain",
    hint: "Wait as long as the detail says. A browser that has signed in before is not held up by strangers; neither is a passkey.",
  },
  "sign-on-refused": {
    status: 403,
    title: "The sign-on did not work",
    hint: "Begin anew at /sign-in. The detail says what the provider said or lacked; your administrator gives roles there.",
  },
  "tls-missing": {
    status: 403,
    title: "This server is not reached without TLS",
    hint: "Come by the proxy in front of it, or by https where it has a certificate of its own.",
  },
  "origin-refused": {
    status: 403,
    title: "This request comes from another site",
    hint: "Open the server's own pages; behind a proxy, start the server with --public-url as browsers see it.",
  },
  "link-invalid": {
    status: 403,
    title: "This link does not work",
    hint: "It works once, for some days; ask for a new one: shoal operator reset NAME.",
  },
  "setup-link-invalid": {
    status: 403,
    title: "This setup link does not work",
    hint: "On the server's machine: shoal server setup-link --data FOLDER makes a new one; it works once, for a day.",
  },
  "not-found": {
    status: 404,
    title: "There is no such thing",
    hint: "Check the name or id; lists show what there is.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This route does not know that method",
    hint: "/openapi.json lists the methods of each route.",
  },
  "range-unsatisfiable": {
    status: 416,
    title: "The range is outside the content",
    hint: "Ask for one range within the blob's size.",
  },
  "precondition-failed": {
    status: 412,
    title: "The content is another one than expected",
    hint: "Fetch the release again.",
  },
  conflict: {
    status: 409,
    title: "Not in this state",
    hint: "The detail says which state it is in and what is possible there.",
  },
  "no-targets": {
    status: 409,
    title: "The task would reach no device",
    hint: "shoal task preview shows why each device is left out.",
  },
  "plan-invalid": {
    status: 400,
    title: "The rollout's plan does not hold together",
    hint: "The detail names the ring, the key and what would be right; nothing was stored. docs/how-to/rollouts.md has a plan to start from.",
  },
  "query-invalid": {
    status: 400,
    title: "The query cannot be read",
    hint: "The detail has the place and what could stand there; docs/queries.md has the language.",
  },
  "query-matches-all": {
    status: 409,
    title: "The query matches every device",
    hint: "Write all if every device is meant, or confirm the count: --yes, or confirm in the body. Nothing was changed.",
  },
  "rollback-unconfirmed": {
    status: 409,
    title: "The rollback was not confirmed",
    hint: "Look at what it would do (shoal task rollback TASK --dry-run), then confirm the count: --yes, or confirm in the body. Nothing was changed.",
  },
  "group-in-use": {
    status: 409,
    title: "The group is still used",
    hint: "Change or end what uses it first; nothing was deleted.",
  },
  "group-cycle": {
    status: 409,
    title: "A group would contain itself",
    hint: "The detail has the way round; leave the group out of one of these queries. Nothing was changed.",
  },
  "webhook-invalid": {
    status: 400,
    title: "The webhook cannot be like this",
    hint: "The detail says what is in the way; nothing was stored. docs/how-to/monitoring.md has an example.",
  },
  "siem-invalid": {
    status: 400,
    title: "Nothing can be sent there",
    hint: "The detail says what a target looks like; nothing was stored. docs/how-to/monitoring.md has examples.",
  },
  "managed-by-files": {
    status: 409,
    title: "Files manage this",
    hint: "Change the file and apply it again, or say --override: the files then differ, and shoal diff shows it. Nothing was changed.",
  },
  "fleet-invalid": {
    status: 409,
    title: "What the files declare cannot be",
    hint: "Correct what is named; nothing was changed. docs/how-to/fleet-as-files.md explains each kind.",
  },
  "plan-changed": {
    status: 409,
    title: "It would be another plan by now",
    hint: "Somebody changed something since it was shown: look at it again. Nothing was changed.",
  },
  "urgency-invalid": {
    status: 400,
    title: "The task cannot be done by this time, or in this way",
    hint: "The detail says what contradicts what; nothing was stored.",
  },
  "not-on-offer": {
    status: 409,
    title: "That is not on offer here",
    hint: "shoal-agent available lists what this device may ask for.",
  },
  "secret-needed": {
    status: 409,
    title: "A release that can still be ordered needs the secret",
    hint: "Recall the release first, or give the secret another value: shoal secret set. Nothing was deleted.",
  },
  "secret-unbound": {
    status: 409,
    title: "The release needs a secret that its package may not use",
    hint: "Whoever sets secrets decides on it: shoal secret list shows who may use it, shoal secret bind NAME PACKAGES changes that. Nothing was changed.",
  },
  "secret-unset": {
    status: 409,
    title: "The release needs a secret that is not set",
    hint: "Set it: shoal secret set NAME --package PACKAGE. Nothing was changed.",
  },
  "setting-unknown": {
    status: 400,
    title: "There is no such agent setting",
    hint: "docs/settings.md and shoal setting keys list all of them.",
  },
  "setting-invalid": {
    status: 400,
    title: "An agent setting cannot have this value",
    hint: "The detail says what it can be; nothing was stored.",
  },
  "setting-no-source": {
    status: 409,
    title: "A device would be left without any source of content",
    hint: "Name another source in sources, or switch on what it needs; nothing was stored.",
  },
  "capability-unsupported": {
    status: 426,
    title: "The agent's protocol is not supported",
    hint: "Update the agent, or the server where the agent is newer; the detail has both numbers.",
  },
  "enrolment-refused": {
    status: 403,
    title: "The device is not let in",
    hint: "A token may be mistyped, expired, used up or revoked. Make a new one: shoal device token.",
  },
  "cursor-expired": {
    status: 410,
    title: "The cursor is too old",
    hint: "Read the list again and follow the events from its cursor.",
  },
  "rate-limited": { status: 429, title: "Too many requests", hint: "Wait as long as Retry-After says." },
  "disk-full": {
    status: 507,
    title: "The server's disk is full",
    hint: "Free some space in the data folder; nothing of this request was kept.",
  },
  unavailable: { status: 503, title: "The server is busy or stopping", hint: "Try again; agents do by themselves." },
  internal: {
    status: 500,
    title: "The server met an error of its own",
    hint: "The log has the details under this request id.",
  },
} as const satisfies Record<string, ErrorRow>;
export type ErrorCode = keyof typeof ERRORS;

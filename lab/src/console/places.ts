/** What a scene has of each kind, by the names that addresses have. */
export interface Names {
  /** Has failed at something; and its name. */
  device: string;
  deviceName: string;
  /** Has ended, with failures. */
  task: string;
  /** Goes out in rings. */
  ringTask: string;
  /** Of the trail: that a group was made. */
  entry: string;
}

export interface Place {
  /** Of its picture. */
  name: string;
  address: string;
  /** Stands there once the place is whole. */
  until: string | RegExp;
  /** For people who are not in yet. */
  outside?: true;
}

const DEVICE_TABS = {
  actions: "1603",
  inventory: "hardware.simulated",
  settings: "Poll interval",
  labels: "Set the attribute",
  network: /address|subnet/i,
  cache: /cache/i,
  log: "failed with 1603",
  events: /enrolled/,
};

/**
 * Every place of the console that a scene furnished by `furnish` has, by the path of its route in the router: what is looked at in every way
 * is looked at for each. A route without one fails the tests.
 */
export function placesOf({ device, deviceName, task, ringTask, entry }: Names): Record<string, Place[]> {
  const place = (name: string, address: string, until: Place["until"]): Place => ({ name, address, until });
  const outside = (name: string, until: Place["until"]): Place => ({ name, address: `/${name}`, until, outside: true });
  return {
    "/": [place("overview", "/", "Last in the audit trail")],
    "/devices": [
      place("devices", "/devices", deviceName),
      place("devices-chosen", "/devices?query=name%3Atill-*&select=all", /match.* chosen/i),
    ],
    "/devices/$device": Object.entries(DEVICE_TABS).map(([tab, until]) =>
      place(tab === "actions" ? "device" : `device-${tab}`, `/devices/${device}?tab=${tab}`, until),
    ),
    "/enrolment": [
      place("enrolment", "/enrolment", "token:admin"),
      place("enrolment-waiting", "/enrolment?tab=waiting", "walk-in"),
      place("enrolment-announced", "/enrolment?tab=announced", "till-announced"),
    ],
    "/groups": [place("groups", "/groups", "tills")],
    "/groups/new": [place("group-new", "/groups/new?query=name%3Atill-*", "Save")],
    "/groups/$group": [place("group", "/groups/tills", "Delete")],
    "/packages": [place("packages", "/packages", "reader"), place("channels", "/packages?view=channels", "production")],
    "/packages/$package": [
      place("package", "/packages/reader", "windows"),
      place("package-devices", "/packages/reader?tab=devices", "have none"),
      place("package-signature", "/packages/reader?tab=signature", "signed, and good"),
      place("package-channels", "/packages/reader?tab=channels", "production"),
    ],
    "/packages/new": [
      place("package-new", "/packages/new", "Drop files here"),
      place("package-next", "/packages/new?from=reader", "Variant windows"),
      place("package-staged", "/packages/new?staged=reader@2.0.0", "Sent by"),
    ],
    "/tasks": [place("tasks", "/tasks", "reader 1.0.0")],
    "/tasks/new": [place("task-new", "/tasks/new", "Preview")],
    "/tasks/$task": [
      place("task", `/tasks/${task}`, /\d failed/),
      place("task-failures", `/tasks/${task}?tab=failures`, "1603"),
      place("task-distribution", `/tasks/${task}?tab=distribution`, "As a tree"),
      place("task-events", `/tasks/${task}?tab=events`, /till-/),
      place("task-table", `/tasks/${task}?view=table`, deviceName),
      place("task-device", `/tasks/${task}?device=${device}`, "What to do"),
      place("task-rings", `/tasks/${ringTask}`, "pilots"),
    ],
    "/history": [place("history", "/history", "Success rate")],
    "/settings": [place("settings", "/settings", /in force on/)],
    "/settings/new": [place("settings-new", "/settings/new", "Poll interval")],
    "/settings/$set": [place("settings-set", "/settings/tills", /in force on/)],
    "/audit": [
      place("audit", "/audit", "webhook.test"),
      place("audit-entry", `/audit?what=group.made&entry=${entry}`, "group.made"),
      place("audit-proof", "/audit?view=proof", "Sign a checkpoint"),
    ],
    "/operators": [place("operators", "/operators", "ann@example.org")],
    "/operators/new": [place("operator-new", "/operators/new", "Invite")],
    "/operators/$operator": [place("operator", "/operators/bob", "Give these roles")],
    "/roles": [place("roles", "/roles", "helpdesk")],
    "/roles/new": [place("role-new", "/roles/new?like=viewer", "audit.read")],
    "/roles/$role": [
      place("role", "/roles/helpdesk", "device.read"),
      place("role-built-in", "/roles/viewer", "audit.read"),
    ],
    "/tokens": [place("tokens", "/tokens?whose=all", "ci")],
    "/tokens/new": [place("token-new", "/tokens/new", "Name")],
    "/webhooks": [place("webhooks", "/webhooks", "chat"), place("feeds", "/webhooks?view=feeds", "logs")],
    "/webhooks/new": [place("webhook-new", "/webhooks/new", "Receiver")],
    "/webhooks/$webhook": [place("webhook", "/webhooks/chat", "webhook.test")],
    "/secrets": [place("secrets", "/secrets", "licence")],
    "/secrets/new": [place("secret-new", "/secrets/new", "Value")],
    "/secrets/$secret": [place("secret", "/secrets/licence", "reader")],
    "/keyboard": [place("keyboard", "/keyboard", /Open the palette/)],
    "/keys": [place("keys", "/keys", "timestamp")],
    "/account": [place("account", "/account", "Passkeys")],
    "/sign-in": [outside("sign-in", "Sign in with a passkey")],
    "/setup": [outside("setup", "Set up Shoal")],
    "/invitation": [outside("invitation", "Accept")],
  };
}

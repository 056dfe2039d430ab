/**
 * Everything that an operator may be allowed to do: one row each, named `noun.verb`. Each route of the API names exactly one
 * of them; roles and API tokens are sets of them.
 */
export const PERMISSIONS = {
  "device.read": "See devices, their inventory and what became of them",
  "device.write": "Change tags and attributes of devices",
  "device.revoke": "Revoke devices, and end their quarantine",
  "enrolment.read": "See enrolment tokens, devices that wait, and devices that were announced",
  "enrolment.write": "Make and revoke enrolment tokens, let devices in, and announce them",
  "authority.read": "See the certificate authorities that devices believe",
  "authority.write": "Replace the certificate authority, and certify proxies",
  "group.read": "See groups and who is in them",
  "group.write": "Make, change and delete groups",
  "fleet.read": "See the rules of the fleet and what files manage",
  "fleet.apply": "Apply files; what they declare needs its own permission too",
  "fleet.rules": "Change the rules of the fleet",
  "package.read": "See packages, releases, channels and uploaded files",
  "release.publish": "Upload files and publish releases",
  "release.recall": "Recall releases, and lift a recall",
  "channel.write": "Point channels to other releases; tasks that follow them move",
  "trust.read": "See whose releases devices trust",
  "trust.write": "Submit metadata that says whose releases devices trust",
  "task.read": "See tasks, their actions, sessions and statistics",
  "task.write": "Draft tasks",
  "task.start": "Start tasks, try them again and roll them back",
  "task.cancel": "Cancel tasks",
  "task.approve": "Agree to tasks that somebody else wants to start, or reject them",
  "rollout.order": "Pause, resume, advance and abort rollouts",
  "rollout.approve": "Agree to the next ring of a rollout that somebody else has started",
  "setting.read": "See sets of agent settings",
  "setting.write": "Make, change and delete sets of agent settings",
  "setting.assign": "Give sets of agent settings to devices, and take them away",
  "secret.read": "See names of secrets, who set them and which releases need them",
  "secret.write": "Set and delete secrets, and say which packages may use them; nobody reads their values",
  "audit.read": "Read and prove the audit trail",
  "audit.checkpoint": "Have the audit trail signed as it is",
  "event.read": "Follow every change as it happens",
  "webhook.read": "See webhooks and their deliveries",
  "webhook.write": "Make, change, test and delete webhooks",
  "siem.read": "See the log systems that are fed",
  "siem.write": "Feed log systems, and end that",
  "token.read": "See one's own API tokens",
  "token.write": "Make API tokens that may do no more than oneself, and revoke them",
  "operator.read": "See operators, roles and everybody's API tokens",
  "operator.write": "Give and take roles; revoke everybody's API tokens",
  "server.read": "Read the server's metrics where they are closed",
} as const satisfies Record<`${string}.${string}`, string>;
export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

/** Who may call a route: whoever has this permission, whoever is signed in, or anybody at all. */
export type Access = Permission | "signed-in" | "anybody";

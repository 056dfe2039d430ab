/** A kind of event, or of entry of the audit trail. */
export interface KindRow {
  /** In words, as a message without anything else would say it. */
  readonly title: string;
  /** The keys that its data may hold, with spaces in between; `*`: what was ordered, as it was ordered. */
  readonly data: string;
}

/**
 * Everything that the outbox can say to those who follow it. No other kind can be written;
 * `docs/events.md` is made from this.
 */
export const EVENT_KINDS = {
  "action.missing": {
    title: "What a task keeps has disappeared",
    data: "actionId taskId deviceId package version detail repairs notBeforeMs",
  },
  "action.step": {
    title: "A device has come further, or has ended",
    data: "actionId taskId deviceId device state step reason variantId deferrals bytes person",
  },
  "channel.deleted": { title: "A channel was deleted", data: "name package version" },
  "channel.made": { title: "A channel was made", data: "name package from to promotedFrom" },
  "channel.moved": { title: "A channel points to another release", data: "name package from to promotedFrom" },
  "device.attributes-changed": { title: "Attributes of devices were changed", data: "set unset devices" },
  "device.enrolled": { title: "A device was enrolled", data: "deviceId name group" },
  "device.labelled": { title: "Labels of files were given or taken back", data: "name tags attributes devices" },
  "device.quarantined": { title: "Two holders of a device's key were seen", data: "deviceId device" },
  "device.re-enrolled": {
    title: "A device was enrolled anew, and stays the one that it was",
    data: "deviceId name group",
  },
  "device.released": { title: "A device was let out of quarantine", data: "deviceId device" },
  "device.retired": {
    title: "A device was silent for so long that it is retired",
    data: "deviceId device lastSeenMs expired",
  },
  "device.returned": { title: "A retired device is back", data: "deviceId device" },
  "device.revoked": { title: "A device was revoked", data: "deviceId device reason ended" },
  "device.settings-changed": { title: "A device runs with other settings from now on", data: "deviceId set" },
  "device.tagged": { title: "Tags of devices were changed", data: "add remove devices" },
  "enrolment-request.approved": { title: "A device was let in", data: "deviceId name group" },
  "enrolment-request.asked": { title: "A device asks to be let in, and waits for a person", data: "name fingerprint" },
  "enrolment-request.rejected": { title: "A device was not let in", data: "name fingerprint" },
  "enrolment-token.made": { title: "An enrolment token was made", data: "uses expiresMs group" },
  "enrolment-token.revoked": { title: "An enrolment token was revoked", data: "" },
  "fleet.applied": { title: "Files were applied", data: "apply revision counts devices" },
  "fleet.rules-changed": {
    title: "The rules of the fleet were changed",
    data: "staleAfterMs retireAfterMs auditKeepMs approvalAboveDevices approvalForScripts",
  },
  "group.changed": { title: "A group was changed", data: "name version query devices description" },
  "group.deleted": { title: "A group was deleted", data: "name" },
  "group.made": { title: "A group was made", data: "name version query devices description" },
  "group.members-added": { title: "Devices were put on a group's list", data: "name devices" },
  "group.members-removed": { title: "Devices were taken off a group's list", data: "name devices" },
  "registration.deleted": { title: "A device is not announced any more", data: "" },
  "registration.made": { title: "A device was announced", data: "name group" },
  "release.dropped": {
    title: "A release that waited for its signature was dropped",
    data: "package version digest",
  },
  "release.published": { title: "A release was published", data: "package version" },
  "release.recalled": { title: "A release was recalled", data: "package version reason" },
  "release.staged": { title: "A release waits for its signature", data: "package version digest" },
  "release.unrecalled": { title: "A recall was lifted", data: "package version reason" },
  "rollout.aborted": { title: "A rollout was aborted", data: "taskId ring text" },
  "rollout.approved": { title: "A person agreed to the next ring", data: "taskId ring text" },
  "rollout.finished": { title: "A rollout has come to its end", data: "taskId ring text" },
  "rollout.paused": { title: "A rollout was paused", data: "taskId ring text" },
  "rollout.resumed": { title: "A rollout was resumed", data: "taskId ring text" },
  "rollout.ring-done": { title: "A ring is done", data: "taskId ring text" },
  "rollout.ring-halted": { title: "Too much failed in a ring", data: "taskId ring text" },
  "rollout.ring-opened": { title: "A ring opened", data: "taskId ring text" },
  "rollout.ring-soaking": { title: "A ring is good and has to stay so", data: "taskId ring text" },
  "rollout.ring-unsettled": { title: "A ring did not stay good", data: "taskId ring text" },
  "rollout.stopped": { title: "A rollout was stopped for its failures", data: "taskId ring text" },
  "rollout.timed-out": { title: "A ring took too long", data: "taskId ring text" },
  "rollout.waiting": { title: "A rollout waits for a person", data: "taskId ring text" },
  "setting-set.assigned": { title: "Devices were given a set of settings", data: "name devices" },
  "setting-set.changed": { title: "A set of settings was made or changed", data: "name version" },
  "setting-set.deleted": { title: "A set of settings was deleted", data: "name" },
  "setting-set.unassigned": { title: "A set of settings was taken from devices", data: "name devices" },
  "siem.deleted": { title: "A log system is sent nothing any more", data: "name target" },
  "siem.made": { title: "A log system is sent what happens", data: "name target format sends" },
  "siem.missed": { title: "A log system was so far behind that events are gone", data: "name missed" },
  "siem.test": { title: "A test that a person ordered; only the tested log system has it", data: "name by" },
  "task.approval-asked": { title: "A task waits for a second person", data: "taskId devices why by" },
  "task.approved": { title: "A second person agreed to a task", data: "taskId by" },
  "task.rejected": { title: "A second person did not agree to a task", data: "taskId by reason" },
  "task.cancelled": { title: "A task was cancelled", data: "taskId" },
  "task.changed": { title: "A draft became another one", data: "taskId" },
  "task.created": { title: "A task was drafted", data: "taskId" },
  "task.finished": { title: "A task has nothing left to do", data: "taskId" },
  "task.moved": { title: "A task followed its channel to another release", data: "taskId channel from to by" },
  "task.not-moved": { title: "A task could not follow its channel", data: "taskId channel to why" },
  "task.retried": { title: "A task is tried again on devices", data: "taskId devices" },
  "task.rolled-back": { title: "A task was taken back by another", data: "taskId by install remove later nothing" },
  "task.started": { title: "A task was started", data: "taskId devices follows" },
  "webhook.changed": { title: "A webhook was changed", data: "name host events description" },
  "webhook.deleted": { title: "A webhook was deleted", data: "name host events" },
  "webhook.disabled": { title: "A webhook sends nothing any more", data: "name why" },
  "webhook.enabled": { title: "A webhook sends again", data: "name why" },
  "webhook.given-up": { title: "A delivery was tried for three days in vain", data: "name delivery kind failure" },
  "webhook.made": { title: "A webhook was made", data: "name host events description" },
  "webhook.missed": { title: "A webhook was so far behind that events are gone", data: "name missed" },
  "webhook.test": { title: "A test that a person ordered; only the tested webhook has it", data: "name by" },
} as const satisfies Record<`${string}.${string}`, KindRow>;
export type EventKind = keyof typeof EVENT_KINDS;

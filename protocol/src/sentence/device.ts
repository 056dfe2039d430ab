/** What a device is to those who plan a change, and why. */
export const DEVICE_SENTENCES = {
  "presence-revoked": "revoked {span*} ago: it is refused everything",
  "presence-quarantined":
    "two holders of its key were seen {span*} ago: nothing is given to either until it is released",
  "presence-online": "its socket is open",
  "presence-retired": "not heard from for {silence*} when it was retired, {span*} ago; it is back at its next check-in",
  "presence-new": "enrolled {span*} ago, and has never checked in",
  "presence-stale": "not heard from for {span*}; stale after {stale*}",
  "presence-stale-retires": "not heard from for {span*}; stale after {stale*}, retired after {retire*}",
  "presence-away": "last heard from {span*} ago; stale after {stale*}",
} as const;

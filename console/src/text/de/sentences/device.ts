import type { DEVICE_SENTENCES } from "@shoal/protocol/sentence/device";

export const DEVICE_WORDS: Record<keyof typeof DEVICE_SENTENCES, string> = {
  "presence-revoked": "seit {span*} widerrufen: ihm wird alles verweigert",
  "presence-quarantined":
    "seit {span*} in Quarantäne, weil zwei Inhaber seines Schlüssels gesehen wurden: keiner bekommt etwas, bis es entlassen wird",
  "presence-online": "seine Verbindung steht",
  "presence-retired": "seit {span*} ausgemustert, nach {silence*} Schweigen; es ist wieder da, sobald es sich meldet",
  "presence-new": "seit {span*} aufgenommen, und noch nie gemeldet",
  "presence-stale": "seit {span*} nicht gehört; überfällig nach {stale*}",
  "presence-stale-retires": "seit {span*} nicht gehört; überfällig nach {stale*}, ausgemustert nach {retire*}",
  "presence-away": "zuletzt vor {span*} gehört; überfällig nach {stale*}",
};

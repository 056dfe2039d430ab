import type { operatorText as en } from "../en/operator.ts";

export const operatorText: typeof en = {
  operator: {
    title: "Bediener",
    name: "Name",
    state: "Zustand",
    roles: "Rollen",
    provesBy: "Weist sich aus mit",
    sessions: "Sitzungen",
    empty: "Es gibt noch kein Konto",
    emptyHint: "Laden Sie jemanden ein: das Passwort wird über einen Link gewählt.",
    good: "in Ordnung",
    noSecond: "kein zweiter Faktor",
    invited: "hat noch nicht begonnen",
    disabled: "gesperrt",
    over: "{{role}} über {{groups}}",
    password: "Passwort",
    totp: "Authenticator",
    passkeys_one: "{{count, number}} Passkey",
    passkeys_other: "{{count, number}} Passkeys",
    signOn: "Anmeldedienst",
    nothingYet: "noch nichts",
  },
};

import type { roleText as en } from "../en/role.ts";

export const roleText: typeof en = {
  role: {
    title: "Rollen",
    name: "Name",
    description: "Wofür sie da ist",
    origin: "Herkunft",
    builtIn: "eingebaut",
    builtInHint: "Jeder Server hat diese Rolle, und niemand ändert sie. Legen Sie eine eigene nach ihrem Vorbild an.",
    own: "hier angelegt",
    permissions: "Rechte",
    new: "Neue Rolle",
    like: "Neue Rolle nach diesem Vorbild",
    save: "Sichern",
    nothing: "Wählen Sie mindestens ein Recht",
    gone: "Diese Rolle gibt es nicht",
    goneHint:
      "Entweder gab es unter diesem Namen nie eine, oder sie wurde gelöscht: das Prüfprotokoll sagt, welches von beiden. Niemand darf durch sie etwas.",
    heldBy_zero: "Niemand hat diese Rolle.",
    heldBy_one: "{{count, number}} Bediener hat diese Rolle: {{who}}. Was Sie ändern, gilt sofort.",
    heldBy_other: "{{count, number}} Bediener haben diese Rolle: {{who}}. Was Sie ändern, gilt sofort.",
    delete: "Löschen",
    confirmDelete: "Die Rolle {{name}} löschen?",
    deleteHint_zero: "Niemand hat sie.",
    deleteHint_one: "{{count, number}} Bediener darf durch sie nichts mehr.",
    deleteHint_other: "{{count, number}} Bediener dürfen durch sie nichts mehr.",
  },
};

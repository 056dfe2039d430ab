/** Where one can go, in the order of the menu. */
export const NAVIGATION = [
  { to: "/", label: "nav.overview" },
  { to: "/devices", label: "nav.devices" },
  { to: "/enrolment", label: "nav.enrolment" },
  { to: "/groups", label: "nav.groups" },
  { to: "/packages", label: "nav.packages" },
  { to: "/tasks", label: "nav.tasks" },
  { to: "/history", label: "nav.history" },
  { to: "/settings", label: "nav.settings" },
] as const;

/** What is about the server and its people. */
export const ADMINISTRATION = [
  { to: "/audit", label: "nav.audit" },
  { to: "/operators", label: "nav.operators" },
  { to: "/roles", label: "nav.roles" },
  { to: "/tokens", label: "nav.tokens" },
  { to: "/webhooks", label: "nav.webhooks" },
  { to: "/secrets", label: "nav.secrets" },
  { to: "/keys", label: "nav.keys" },
] as const;

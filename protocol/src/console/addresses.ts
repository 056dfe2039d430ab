/** First words of the console's addresses: what a person can look at. What comes behind them is the console's own. */
export const CONSOLE_NOUNS = [
  "devices",
  "groups",
  "packages",
  "tasks",
  "audit",
  "operators",
  "roles",
  "tokens",
  "webhooks",
  "secrets",
  "keys",
  "account",
  "history",
  "invitation",
  "setup",
  "sign-in",
] as const;

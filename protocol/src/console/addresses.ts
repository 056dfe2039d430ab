/** First words of the console's addresses: what a person can look at. What comes behind them is the console's own. */
export const CONSOLE_NOUNS = [
  "account",
  "devices",
  "enrolment",
  "groups",
  "history",
  "invitation",
  "packages",
  "settings",
  "setup",
  "sign-in",
  "tasks",
] as const;

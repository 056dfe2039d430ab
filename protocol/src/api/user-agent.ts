/** How the CLI's requests begin to say what they are; the trail notes it, and nothing else is decided by it. */
export const CLI_AGENT = "shoal-cli/";

import { accountText } from "./account.ts";
import { appText } from "./app.ts";
import { historyText } from "./history.ts";
import { overviewText } from "./overview.ts";

/** The texts of the first pages in English, by noun; the others are in `later.ts`. */
const catalogue = {
  ...accountText,
  ...appText,
  ...overviewText,
  ...historyText,
};
export default catalogue;

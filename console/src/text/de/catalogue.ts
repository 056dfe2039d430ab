import { accountText } from "./account.ts";
import { appText } from "./app.ts";
import { deviceText } from "./device.ts";
import { groupText } from "./group.ts";
import { historyText } from "./history.ts";
import { overviewText } from "./overview.ts";
import { packageText } from "./package.ts";
import { taskText } from "./task.ts";

/** Every text in German, by noun. */
const catalogue = {
  ...accountText,
  ...appText,
  ...overviewText,
  ...deviceText,
  ...groupText,
  ...historyText,
  ...packageText,
  ...taskText,
};
export default catalogue;

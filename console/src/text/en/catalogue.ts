import { accountText } from "./account.ts";
import { appText } from "./app.ts";
import { deviceText } from "./device.ts";
import { enrolmentText } from "./enrolment.ts";
import { groupText } from "./group.ts";
import { historyText } from "./history.ts";
import { overviewText } from "./overview.ts";
import { packageText } from "./package.ts";
import { settingsText } from "./settings.ts";
import { taskText } from "./task.ts";

/** Every text in English, by noun. */
const catalogue = {
  ...accountText,
  ...appText,
  ...overviewText,
  ...deviceText,
  ...enrolmentText,
  ...groupText,
  ...historyText,
  ...packageText,
  ...settingsText,
  ...taskText,
};
export default catalogue;

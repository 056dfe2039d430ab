import { accountText } from "./account.ts";
import { appText } from "./app.ts";
import { auditText } from "./audit.ts";
import { deviceText } from "./device.ts";
import { enrolmentText } from "./enrolment.ts";
import { groupText } from "./group.ts";
import { historyText } from "./history.ts";
import { keyboardText } from "./keyboard.ts";
import { keysText } from "./keys.ts";
import { operatorText } from "./operator.ts";
import { overviewText } from "./overview.ts";
import { packageText } from "./package.ts";
import { proofText } from "./proof.ts";
import { roleText } from "./role.ts";
import { secretText } from "./secret.ts";
import { settingsText } from "./settings.ts";
import { taskText } from "./task.ts";
import { tokenText } from "./token.ts";
import { webhookText } from "./webhook.ts";

/** Every text in German, by noun. */
const catalogue = {
  ...accountText,
  ...appText,
  ...overviewText,
  ...deviceText,
  ...enrolmentText,
  ...groupText,
  ...packageText,
  ...settingsText,
  ...taskText,
  ...auditText,
  ...operatorText,
  ...proofText,
  ...roleText,
  ...secretText,
  ...keyboardText,
  ...keysText,
  ...tokenText,
  ...webhookText,
  ...historyText,
};
export default catalogue;

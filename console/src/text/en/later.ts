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
import { releaseText } from "./release.ts";
import { roleText } from "./role.ts";
import { saidText } from "./said.ts";
import { secretText } from "./secret.ts";
import { settingsText } from "./settings.ts";
import { taskText } from "./task.ts";
import { tokenText } from "./token.ts";
import { webhookText } from "./webhook.ts";

/** The texts of every page inside, and what servers say. */
const later = {
  ...deviceText,
  ...enrolmentText,
  ...groupText,
  ...packageText,
  ...settingsText,
  ...taskText,
  ...auditText,
  ...operatorText,
  ...proofText,
  ...releaseText,
  ...roleText,
  ...secretText,
  ...historyText,
  ...keyboardText,
  ...overviewText,
  ...keysText,
  ...tokenText,
  ...webhookText,
  ...saidText,
};
export default later;

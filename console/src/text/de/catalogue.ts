import { accountText } from "./account.ts";
import { appText } from "./app.ts";
import { auditText } from "./audit.ts";
import { deviceText } from "./device.ts";
import { enrolmentText } from "./enrolment.ts";
import { groupText } from "./group.ts";
import { historyText } from "./history.ts";
import { operatorText } from "./operator.ts";
import { overviewText } from "./overview.ts";
import { packageText } from "./package.ts";
import { proofText } from "./proof.ts";
import { roleText } from "./role.ts";
import { secretText } from "./secret.ts";
import { taskText } from "./task.ts";
import { tokenText } from "./token.ts";

/** Every text in German, by noun. */
const catalogue = {
  ...accountText,
  ...appText,
  ...overviewText,
  ...deviceText,
  ...enrolmentText,
  ...groupText,
  ...packageText,
  ...taskText,
  ...auditText,
  ...operatorText,
  ...proofText,
  ...roleText,
  ...secretText,
  ...tokenText,
  ...historyText,
};
export default catalogue;

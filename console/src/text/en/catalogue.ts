import { appText } from "./app.ts";
import { deviceText } from "./device.ts";
import { overviewText } from "./overview.ts";
import { packageText } from "./package.ts";
import { taskText } from "./task.ts";

/** Every text in English, by noun. */
const catalogue = { ...appText, ...overviewText, ...deviceText, ...packageText, ...taskText };
export default catalogue;

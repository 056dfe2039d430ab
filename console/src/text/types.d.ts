import type en from "./en/catalogue.ts";
import type { saidText } from "./en/said.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof saidText };
    returnNull: false;
  }
}

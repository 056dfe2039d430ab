import type en from "./en/catalogue.ts";
import type later from "./en/later.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof later };
    returnNull: false;
  }
}

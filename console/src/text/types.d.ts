import type en from "./en/catalogue.ts";
import type { keysText } from "./en/keys.ts";
import type { releaseText } from "./en/release.ts";
import type { settingsText } from "./en/settings.ts";
import type { webhookText } from "./en/webhook.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: {
      translation: typeof en & typeof keysText & typeof releaseText & typeof settingsText & typeof webhookText;
    };
    returnNull: false;
  }
}

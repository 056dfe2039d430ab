import { accountText } from "./account.ts";
import { appText } from "./app.ts";

/** The texts of the frame and the entrance in English, by noun; the others are in `later.ts`. */
const catalogue = {
  ...accountText,
  ...appText,
};
export default catalogue;

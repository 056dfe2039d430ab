import { accountText } from "./account.ts";
import { appText } from "./app.ts";

/** The texts of the frame and the entrance in German. */
const catalogue = {
  ...accountText,
  ...appText,
};
export default catalogue;

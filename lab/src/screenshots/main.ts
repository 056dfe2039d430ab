/**
 * `npm run screenshots [-- --to FOLDER]`: every screen of the console and of the portal, in both themes. To be looked at; the best ones are in
 * `docs/screenshots`, for the README.
 */

import "./console.ts";
import "./first-run.ts";
import "./portal.ts";

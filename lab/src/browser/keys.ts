import type { Page } from "playwright-core";
import { focused } from "./looks.ts";

type Role = Parameters<Page["getByRole"]>[0];

/** More than any page has to be tabbed through. */
const MOST_TABS = 120;

/** A person without a mouse. Each step that the focus takes is looked at: whether it is seen, and comes in the order of the page. */
export class Keys {
  readonly page: Page;
  /** What was wrong on the way, each once. */
  readonly faults = new Set<string>();

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes by Tab to what has this name. @throws Error where it is not reached */
  async to(role: Role, name: string | RegExp): Promise<void> {
    const wanted = this.page.getByRole(role, { name, exact: true }).first();
    await wanted.waitFor();
    let wrapped = false;
    for (let pressed = 0; pressed < MOST_TABS; pressed++) {
      if (await wanted.evaluate((element) => element.contains(element.ownerDocument.activeElement))) return;
      await this.page.keyboard.press("Tab");
      const { what, unseen, lost, back } = await focused(this.page);
      if (unseen !== undefined) this.faults.add(`${unseen}: ${what}`);
      // Behind the last of a page comes its first, once.
      if (back && wrapped) this.faults.add(`out of order: ${what}`);
      if (back || lost) wrapped = true;
    }
    throw new Error(`${role} ${name} is not reached by the keyboard`);
  }

  /** @param role and what it is pressed on, gone to first */
  async press(key: string, role?: Role, name?: string | RegExp): Promise<void> {
    if (role !== undefined) await this.to(role, name!);
    await this.page.keyboard.press(key);
  }

  /** Types into a field, in place of what is there. */
  async type(name: string | RegExp, text: string): Promise<void> {
    await this.to("textbox", name);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  /** @throws Error where nothing has the focus, as where a dialog took it along when it closed */
  async held(when: string): Promise<void> {
    await this.page
      .locator(":focus")
      .waitFor({ state: "attached", timeout: 3000 })
      .catch(() => {
        throw new Error(`nothing has the focus ${when}`);
      });
  }
}

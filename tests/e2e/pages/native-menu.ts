import type { ElectronApplication } from '@playwright/test';

/** The app's native menu, which is no part of the page. */
export class NativeMenu {
  constructor(private readonly electron: ElectronApplication) {}

  /** The names of the menus in the bar; none while the window isn't shown yet. */
  titles(): Promise<readonly string[]> {
    return this.electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label),
    );
  }

  async click(label: string): Promise<void> {
    await this.electron.evaluate(({ Menu }, name) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
      items?.find((item) => item.label === name)?.click();
    }, label);
  }

  /** The items in a menu that have a mark. */
  checked(): Promise<readonly string[]> {
    return this.electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? [])
        .flatMap(({ submenu }) => submenu?.items ?? [])
        .filter(({ checked }) => checked)
        .map(({ label }) => label),
    );
  }

  /** Has menus that would pop up over the page kept instead: nobody could close one in a test. */
  async catchPopUps(): Promise<void> {
    await this.electron.evaluate(({ Menu }) => {
      const poppedUp: string[][] = [];
      Object.assign(globalThis, { poppedUp });
      Menu.prototype.popup = function (this: Electron.Menu) {
        poppedUp.push(this.items.map(({ label, type }) => label || type));
      };
    });
  }

  /** What stood in each of the menus that would have popped up. */
  poppedUp(): Promise<readonly (readonly string[])[]> {
    return this.electron.evaluate(
      () => (globalThis as unknown as { poppedUp: string[][] }).poppedUp,
    );
  }
}

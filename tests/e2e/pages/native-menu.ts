import type { ElectronApplication } from '@playwright/test';

/** The app's native menus, which Playwright can't see on the page. */
export class NativeMenu {
  constructor(private readonly electron: ElectronApplication) {}

  /** The labels in the menu bar; none until the window is shown. */
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

  /** The labels of all checked items. */
  checked(): Promise<readonly string[]> {
    return this.electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? [])
        .flatMap(({ submenu }) => submenu?.items ?? [])
        .filter(({ checked }) => checked)
        .map(({ label }) => label),
    );
  }

  /** Records context menus instead of opening them, because Playwright can't close one. */
  async recordContextMenus(): Promise<void> {
    await this.electron.evaluate(({ Menu }) => {
      const contextMenus: string[][] = [];
      Object.assign(globalThis, { contextMenus });
      Menu.prototype.popup = function (this: Electron.Menu) {
        contextMenus.push(this.items.map(({ label, type }) => label || type));
      };
    });
  }

  /** The items of each recorded context menu. */
  contextMenus(): Promise<readonly (readonly string[])[]> {
    return this.electron.evaluate(
      () => (globalThis as unknown as { contextMenus: string[][] }).contextMenus,
    );
  }
}

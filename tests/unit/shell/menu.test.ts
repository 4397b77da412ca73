import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../electron/contract/notices';
import { shortcutKeys } from '../../../electron/contract/shortcuts';

vi.mock('electron', () => ({ app: { name: 'Account Inspector' }, Menu: {} }));

const { menuTemplate } = await import('../../../electron/shell/menu');

const platforms = ['darwin', 'win32', 'linux'] as const;
const locales = ['en', 'de', 'fr'] as const;
const send = vi.fn<(command: Command) => void>();
beforeEach(() => send.mockReset());

type MenuItem = MenuItemConstructorOptions;
const build = (
  platform: NodeJS.Platform,
  locale: (typeof locales)[number] = 'en',
  { isPrivate = false, isPackaged = true } = {},
) => menuTemplate(platform, locale, { isPrivate, isPackaged }, send);
const itemsOf = (menu: MenuItem | undefined) => (menu?.submenu ?? []) as MenuItem[];
const allItems = (menus: MenuItem[]) =>
  menus.flatMap(itemsOf).filter(({ type }) => type !== 'separator');
const find = (menus: MenuItem[], label: string) =>
  allItems(menus).find((item) => item.label === label);
/** Clicks an item, without the window and the event that Electron would pass. */
const click = (item: MenuItem | undefined, menuItem: object = {}) =>
  item?.click?.(menuItem as Electron.MenuItem, undefined, {});

it.each([
  ['darwin', ['Account Inspector', '&File', '&Edit', '&Account', '&View', '&Window', '&Help']],
  ['win32', ['&File', '&Edit', '&Account', '&View', '&Help']],
  ['linux', ['&File', '&Edit', '&Account', '&View', '&Help']],
] as const)('the menus on %s are in the order of the platform', (platform, labels) => {
  expect(build(platform).map(({ label }) => label)).toEqual(labels);
});

it.each([
  ['darwin', 0, 'Quit Account Inspector'],
  ['win32', 0, 'Exit'],
  ['linux', 0, 'Quit Account Inspector'],
] as const)(
  'on %s the last item of the first menu quits, and has the platform’s label',
  (platform, menu, label) => {
    expect(itemsOf(build(platform)[menu]).at(-1)).toMatchObject({ role: 'quit', label });
  },
);

describe.each(platforms)('on %s', (platform) => {
  it.each(locales)('all labels of a menu in %s exist and differ', (locale) => {
    for (const menu of build(platform, locale)) {
      const labels = itemsOf(menu)
        .filter(({ type }) => type !== 'separator')
        .map(({ label }) => label);
      expect(labels).not.toContain(undefined);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it.each(locales)('the access keys of the menus in %s differ', (locale) => {
    const letters = build(platform, locale)
      .map(({ label = '' }) => /&(.)/.exec(label)?.[1]?.toLowerCase())
      .filter((letter) => letter !== undefined);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('a packaged app has no item that reloads the page or opens the developer tools', () => {
    const roles = allItems(build(platform)).map(({ role }) => role);
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('forceReload');
    expect(roles).not.toContain('toggleDevTools');
  });

  it('an app that runs from the sources has both, with keys that no command has', () => {
    const items = allItems(build(platform, 'en', { isPackaged: false }));
    const added = items.filter(({ role }) => role === 'reload' || role === 'toggleDevTools');
    expect(added.map(({ role }) => role)).toEqual(['reload', 'toggleDevTools']);
    expect(items).toHaveLength(allItems(build(platform)).length + added.length);
    const keys = Object.values(shortcutKeys).flat();
    for (const { accelerator } of added) expect(keys).not.toContain(accelerator);
    expect(added[0]).toHaveProperty('accelerator');
  });

  it('has one item per command', () => {
    for (const item of allItems(build(platform))) click(item);
    expect(send.mock.calls.flat().toSorted()).toEqual(
      [
        'copy-email',
        'copy-id',
        'look-up-again',
        'privacy',
        'search',
        'settings',
        'shortcuts',
        'updates',
      ].toSorted(),
    );
  });

  it('shows shortcuts without registering them', () => {
    const shown = allItems(build(platform)).filter(({ accelerator }) => accelerator !== undefined);
    expect(
      shown.map(({ label, accelerator }) => `${String(label)}: ${String(accelerator)}`).toSorted(),
    ).toEqual([
      'Copy the e-mail address: CmdOrCtrl+Shift+E',
      'Copy the user ID: CmdOrCtrl+Shift+C',
      'Go to the search box: CmdOrCtrl+K',
      'Look up again: CmdOrCtrl+R',
      'Privacy mode: CmdOrCtrl+Shift+H',
      'Settings…: CmdOrCtrl+,',
    ]);
    expect(shown.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });
});

it.each([true, false])(
  'the check mark of privacy mode follows the setting, not the click: %s',
  (isPrivate) => {
    const item = find(build('linux', 'en', { isPrivate }), 'Privacy mode');
    expect(item).toMatchObject({ type: 'checkbox', checked: isPrivate });
    const clicked = { checked: !isPrivate };
    click(item, clicked);
    expect(clicked.checked).toBe(isPrivate);
  },
);

it('is in the given language', () => {
  expect(build('win32', 'de').map(({ label }) => label)).toEqual([
    '&Datei',
    '&Bearbeiten',
    '&Konto',
    '&Ansicht',
    '&Hilfe',
  ]);
  expect(find(build('linux', 'fr'), 'Couper')).toMatchObject({ role: 'cut' });
});

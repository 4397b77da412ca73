import type { Locator, Page } from '@playwright/test';

/** The app's window: its parts, and what an agent does with them. */
export class InspectorPage {
  readonly welcome: WelcomeScreen;
  readonly settings: SettingsDialog;
  readonly proxySignIn: ProxySignIn;
  readonly connection: ConnectionDialog;
  readonly updates: UpdateDialog;
  readonly history: HistoryPanel;
  readonly cardHistory: CardHistory;
  readonly searchBox: Locator;
  readonly suggestions: Locator;
  readonly card: Locator;
  /**
   * The picture on the card. It has no accessible name, because the user's name is next to it.
   */
  readonly photo: Locator;
  readonly alert: Locator;
  /** The short message that disappears by itself. Screen readers get it from another element. */
  readonly toast: Locator;
  readonly supportDetails: Locator;

  constructor(readonly page: Page) {
    this.welcome = new WelcomeScreen(page);
    this.settings = new SettingsDialog(page);
    this.proxySignIn = new ProxySignIn(page);
    this.connection = new ConnectionDialog(page);
    this.updates = new UpdateDialog(page);
    this.history = new HistoryPanel(page);
    this.searchBox = page.getByRole('search').getByRole('combobox');
    this.suggestions = page.getByRole('search').getByRole('option');
    this.card = page.getByRole('article', { name: 'Profile' });
    this.cardHistory = new CardHistory(this.card);
    this.photo = this.card.locator('img');
    this.alert = page.getByRole('main').getByRole('alert');
    this.toast = page.locator('p[aria-hidden="true"]');
    this.supportDetails = page.getByRole('group').filter({ hasText: 'Details for IT' });
  }

  /** Replaces the text in the search box and presses Enter. */
  async lookUp(text: string): Promise<void> {
    await this.searchBox.fill(text);
    await this.searchBox.press('Enter');
  }

  /** Inserts the text as a paste does, including line breaks, and presses Enter. */
  async paste(text: string): Promise<void> {
    await this.searchBox.focus();
    await this.page.keyboard.insertText(text);
    await this.searchBox.press('Enter');
  }

  problem(title: string): Locator {
    return this.page.getByRole('main').getByRole('heading', { name: title });
  }

  /** The row of a field on the card. */
  field(label: string): Row {
    return rowOf(this.card, label);
  }

  /** The row of a problem's details, which are hidden until they are unfolded. */
  detail(label: string): Row {
    return rowOf(this.supportDetails, label);
  }

  async unfoldDetails(): Promise<void> {
    await this.supportDetails.getByText('Details for IT').click();
  }

  /** Chooses an item from the card's menu "More". */
  async chooseOnCard(item: string): Promise<void> {
    await this.card.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}

type Row = { readonly value: Locator; readonly copy: Locator };

function rowOf(list: Locator, label: string): Row {
  const row = list
    .locator('dl > div')
    .filter({ has: list.page().locator('dt').getByText(label, { exact: true }) });
  return { value: row.locator('dd'), copy: row.getByRole('button', { name: `Copy: ${label}` }) };
}

/** The parts of the card that come from the history. */
class CardHistory {
  readonly whatChanged: Locator;
  /** Says that only fields have changed which always change, such as the last sign-in. */
  readonly nothingChanged: Locator;
  /** The answers on the tab "History", newest first. */
  readonly versions: Locator;
  readonly pin: Locator;
  readonly note: Locator;

  constructor(private readonly card: Locator) {
    this.whatChanged = card.getByRole('region', { name: /^Changed since/ });
    this.nothingChanged = card.getByRole('region', { name: /^No change since/ });
    this.versions = card.getByRole('tabpanel').getByRole('listitem');
    this.pin = card.getByRole('button', { name: 'Pin', exact: true });
    this.note = card.getByRole('textbox', { name: 'Note' });
  }

  /** The former and the current value of a field. */
  changeOf(label: string): Locator {
    return rowOf(this.whatChanged, label).value;
  }

  async openTimeline(): Promise<void> {
    await this.card.getByRole('tab', { name: 'History' }).click();
  }
}

class WelcomeScreen {
  readonly heading: Locator;
  readonly keyField: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Welcome to Account Inspector' });
    this.keyField = page.getByLabel('API key', { exact: true });
  }

  async useServer(baseUrl: string): Promise<void> {
    await this.page.getByText('Another server?').click();
    await this.page.getByLabel('Address of the server').fill(baseUrl);
    await this.page.getByRole('button', { name: 'Use this address' }).click();
    await this.page
      .getByText(/Lookups go to .* now/)
      .first()
      .waitFor();
  }

  async enterKey(key: string): Promise<void> {
    await this.keyField.fill(key);
    await this.keyField.press('Enter');
  }

  async trySampleData(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try it with sample data' }).click();
  }
}

class SettingsDialog {
  readonly dialog: Locator;
  readonly proxySaved: Locator;
  readonly showPhotos: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Settings' });
    this.proxySaved = this.dialog.getByText('The next lookup takes this way.');
    this.showPhotos = this.dialog.getByRole('checkbox', { name: 'Show profile pictures' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: 'Settings', exact: true })
      .click();
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
  }

  async useServer(baseUrl: string): Promise<void> {
    await this.dialog.getByLabel('Address of the server').fill(baseUrl);
    await this.dialog.getByRole('button', { name: 'Use this address' }).click();
  }

  async enterKey(key: string): Promise<void> {
    const field = this.dialog.getByLabel('API key', { exact: true });
    const show = this.dialog.getByRole('button', { name: /Enter a key|Replace key/ });
    await show.or(field).first().waitFor();
    if (await show.isVisible()) await show.click();
    await field.fill(key);
    await this.dialog.getByRole('button', { name: 'Save key' }).click();
  }

  async removeKey(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Remove key' }).click();
    await this.dialog.getByRole('alertdialog').getByRole('button', { name: 'Remove key' }).click();
  }

  async useProxy(way: 'system' | 'none' | 'address' | 'script', where?: string): Promise<void> {
    await this.dialog.getByLabel('Way to the network').selectOption(way);
    if (where === undefined) return;
    await this.dialog.getByLabel(/^Address of the (proxy|script)$/).fill(where);
    await this.dialog.getByRole('button', { name: 'Use this way' }).click();
  }

  /** Fills a number field and leaves it. */
  async setNumber(label: string, number: number): Promise<void> {
    const field = this.dialog.getByLabel(label);
    await field.fill(String(number));
    await field.press('Tab');
  }

  async setTimeOut(seconds: number): Promise<void> {
    await this.setNumber('Longest wait for an answer', seconds);
  }
}

class ConnectionDialog {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Connection to/ });
  }

  /** The row of one check. */
  check(label: string): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: label });
  }

  async checkAgain(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Check again' }).click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}

class UpdateDialog {
  readonly dialog: Locator;
  readonly problem: Locator;
  /** The line under the search box; empty if there is no update. */
  readonly banner: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Updates' });
    this.banner = page.getByRole('banner').locator('.update');
    this.problem = this.dialog.getByRole('alert');
  }

  /** Opens the dialog from the settings. */
  async open(): Promise<void> {
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: 'Settings', exact: true })
      .click();
    await this.page
      .getByRole('dialog', { name: 'Settings' })
      .getByRole('button', { name: 'Look for a newer version' })
      .click();
    await this.dialog.waitFor();
  }

  async install(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Install and restart' }).click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}

class ProxySignIn {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'The proxy asks for a name and a password' });
  }

  /** Fills in the form, submits it, and waits until it is gone. */
  async enter(login: { name: string; password: string }, keep?: 'remember'): Promise<void> {
    const form = await this.dialog.elementHandle();
    await this.dialog.getByLabel('User name').fill(login.name);
    await this.dialog.getByLabel('Password').fill(login.password);
    if (keep === 'remember') await this.dialog.getByLabel(/^Remember them/).check();
    await this.dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await form.waitForElementState('hidden');
  }
}

class HistoryPanel {
  readonly panel: Locator;
  /** The rows that the list has rendered. */
  readonly entries: Locator;
  readonly search: Locator;
  /** Says that lookups are not kept, and why. */
  readonly note: Locator;
  readonly menu: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('complementary', { name: 'Recent lookups' });
    this.entries = this.panel.getByRole('listitem');
    this.search = this.panel.getByRole('searchbox', { name: 'Search recent lookups' });
    this.note = this.panel.getByRole('note');
    this.menu = this.panel.getByRole('menu');
  }

  /** The button that opens an entry. The row's other button opens the menu. */
  entry(text: string): Locator {
    return this.entries.filter({ hasText: text }).getByRole('button').first();
  }

  async openEntry(text: string): Promise<void> {
    await this.entry(text).click();
  }

  async show(filter: 'All' | 'Pinned' | 'Problems'): Promise<void> {
    await this.panel.getByText(filter, { exact: true }).click();
  }

  /** Chooses an item from the menu of an entry, or from the menu of the list. */
  async choose(item: string, entry?: string): Promise<void> {
    if (entry === undefined)
      await this.panel.getByRole('button', { name: 'Actions for recent lookups' }).click();
    else await this.entry(entry).click({ button: 'right' });
    await this.menu.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** A confirmation; its role is `alertdialog` if the action can't be undone. */
  confirmation(title: string): Locator {
    return this.page
      .getByRole('alertdialog', { name: title })
      .or(this.page.getByRole('dialog', { name: title }));
  }

  /** Presses a button of a confirmation, and waits until it is gone. */
  async confirm(title: string, button: string): Promise<void> {
    const dialog = this.confirmation(title);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}

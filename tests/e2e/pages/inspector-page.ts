import type { Locator, Page } from '@playwright/test';

/** What a person sees and does in the window. */
export class InspectorPage {
  readonly welcome: WelcomeScreen;
  readonly settings: SettingsDialog;
  readonly proxySignIn: ProxySignIn;
  readonly connection: ConnectionDialog;
  readonly updates: UpdateDialog;
  readonly history: HistoryPanel;
  readonly remembered: RememberedOnCard;
  readonly searchBox: Locator;
  readonly suggestions: Locator;
  readonly card: Locator;
  /** The picture in the card; it has no name, because the person's stands beside it. */
  readonly photo: Locator;
  readonly alert: Locator;
  /** The sentence that is shown for a moment; screen readers get it from elsewhere. */
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
    this.remembered = new RememberedOnCard(this.card);
    this.photo = this.card.locator('img');
    this.alert = page.getByRole('main').getByRole('alert');
    this.toast = page.locator('p[aria-hidden="true"]');
    this.supportDetails = page.getByRole('group').filter({ hasText: 'Details for IT' });
  }

  /** Replaces what is in the box and presses Enter. */
  async lookUp(text: string): Promise<void> {
    await this.searchBox.fill(text);
    await this.searchBox.press('Enter');
  }

  /** Puts the text into the box the way a paste does, line breaks and all. */
  async paste(text: string): Promise<void> {
    await this.searchBox.focus();
    await this.page.keyboard.insertText(text);
    await this.searchBox.press('Enter');
  }

  problem(title: string): Locator {
    return this.page.getByRole('main').getByRole('heading', { name: title });
  }

  /** The row of a field on the card: its value and its copy button. */
  field(label: string): Row {
    return rowOf(this.card, label);
  }

  /** A line of a problem's details: hidden until they are unfolded. */
  detail(label: string): Row {
    return rowOf(this.supportDetails, label);
  }

  async unfoldDetails(): Promise<void> {
    await this.supportDetails.getByText('Details for IT').click();
  }

  /** Chooses from what the card offers beside the name. */
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

/** What the history adds to the card. */
class RememberedOnCard {
  readonly whatChanged: Locator;
  /** Only what moves on by itself is another than the last time. */
  readonly nothingChanged: Locator;
  /** On the tab "History", the newest first. */
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

  /** What a field held before and holds now. */
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

  /** Types into a number's field and leaves it. */
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

  /** What stands there of one check. */
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
  /** The line under the search box; empty where there is no newer version. */
  readonly banner: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Updates' });
    this.banner = page.getByRole('banner').locator('.update');
    this.problem = this.dialog.getByRole('alert');
  }

  /** Opens it from the settings. */
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

  /** Fills the form that is there, sends it, and waits until it is gone. */
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
  /** The people, as far as the list was read. */
  readonly entries: Locator;
  readonly search: Locator;
  /** What is not being kept. */
  readonly note: Locator;
  readonly menu: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('complementary', { name: 'Recent lookups' });
    this.entries = this.panel.getByRole('listitem');
    this.search = this.panel.getByRole('searchbox', { name: 'Search recent lookups' });
    this.note = this.panel.getByRole('note');
    this.menu = this.panel.getByRole('menu');
  }

  /** What opens an entry; the other button of its row opens the menu. */
  entry(text: string): Locator {
    return this.entries.filter({ hasText: text }).getByRole('button').first();
  }

  async openEntry(text: string): Promise<void> {
    await this.entry(text).click();
  }

  async show(filter: 'All' | 'Pinned' | 'Problems'): Promise<void> {
    await this.panel.getByText(filter, { exact: true }).click();
  }

  /** Chooses from the menu of an entry, or from that of the whole list. */
  async choose(item: string, entry?: string): Promise<void> {
    if (entry === undefined)
      await this.panel.getByRole('button', { name: 'Actions for recent lookups' }).click();
    else await this.entry(entry).click({ button: 'right' });
    await this.menu.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** One that something hangs on that can't be undone is read out as an alert. */
  question(title: string): Locator {
    return this.page
      .getByRole('alertdialog', { name: title })
      .or(this.page.getByRole('dialog', { name: title }));
  }

  /** Presses a button of the question that is asked, and waits until it is gone. */
  async answer(title: string, button: string): Promise<void> {
    const dialog = this.question(title);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}

import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../build/paths.mjs';
import { readDecryptedHistory } from './fixtures/decrypted-history';
import { expect, test } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

const person = (way: string) => ({
  id: `usr_${way}`,
  full_name: `Marker${way} Xyzzy`,
  email: `${way}@xyzzy.example`,
});

async function lookUpPerson(inspector: InspectorPage, way: string): Promise<void> {
  await inspector.lookUp(`usr_${way}`);
  await expect(inspector.card.getByRole('heading', { name: `Marker${way} Xyzzy` })).toBeVisible();
}

/** Checks the screen, the suggestions of the search box and the search of the history. */
async function expectNoTrace(inspector: InspectorPage, way: string): Promise<void> {
  const { history, page } = inspector;
  await expect(inspector.toast).toContainText('Removed: 1 person');
  await expect(page.getByText(way)).toHaveCount(0);
  await inspector.searchBox.fill('xyzzy');
  await expect(inspector.suggestions.filter({ hasText: 'Markerstaying' })).toBeVisible();
  await expect(inspector.suggestions.filter({ hasText: way })).toHaveCount(0);
  await inspector.searchBox.fill('');
  await history.search.fill(way);
  await expect(history.panel).toContainText('Nobody found.');
  await history.search.fill('');
}

test('forgetting a person from the card, the list or a failed lookup leaves no trace', async ({
  launch,
  api,
  folder,
  profile,
  keyring,
}) => {
  const { electron, inspector } = await launch();
  const { history } = inspector;
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  const ways = ['oncard', 'inlist', 'whengone', 'staying'];
  for (const way of ways) {
    api.setUser(`usr_${way}`, person(way));
    await lookUpPerson(inspector, way);
  }

  await lookUpPerson(inspector, 'oncard');
  await inspector.chooseOnCard('Forget this person …');
  await history.confirm('Forget this person?', 'Forget');
  await expectNoTrace(inspector, 'oncard');

  await history.choose('Forget this person …', 'Markerinlist');
  await history.confirm('Forget this person?', 'Forget');
  await expectNoTrace(inspector, 'inlist');

  api.setUser('usr_whengone', undefined);
  await inspector.lookUp('usr_whengone');
  await inspector.button('Forget this person …').click();
  await history.confirm('Forget this person?', 'Forget');
  await expectNoTrace(inspector, 'whengone');

  await expect(history.entries).toHaveText(/Markerstaying/);
  await electron.close();
  const pages = await readDecryptedHistory(profile, keyring.read('history'), folder);
  expect(ways.filter((way) => pages.includes(way))).toEqual(['staying']);
});

test('forgetting warns about unreadable history files and deletes them only on request', async ({
  launch,
  profile,
  keyring,
}) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await first.inspector.lookUp('usr_sample_active');
  await expect(first.inspector.card).toBeVisible();
  await first.electron.close();
  const aside = join(profile, 'history-2026-01-01T120000Z.damaged.db');
  await writeFile(aside, 'damaged');
  keyring.lock();

  const { inspector } = await launch();
  const { history } = inspector;
  await inspector.lookUp('usr_sample_active');
  await inspector.chooseOnCard('Forget this person …');
  const question = history.confirmation('Forget this person?');
  await expect(question).toHaveAccessibleDescription(/an older file .* can't be opened right now/);
  await expect(
    question.getByRole('checkbox', { name: 'Delete these 2 files too' }),
  ).not.toBeChecked();
  await history.confirm('Forget this person?', 'Forget');
  await expect(inspector.toast).toContainText("2 files of lookups that can't be read");
  expect([aside, join(profile, 'history.db')].every(existsSync)).toBe(true);

  await history.choose('Clear all …');
  await history.confirmation('Clear all recent lookups?').getByRole('checkbox').check();
  await history.confirm('Clear all recent lookups?', 'Clear all');
  await expect(inspector.toast).toHaveText(
    "There was nothing to remove. 2 files that can't be read are deleted too.",
  );
  expect([aside, join(profile, 'history.db')].some(existsSync)).toBe(false);
});

test('without a database library lookups work, and a note says that no history is kept', async ({
  launch,
  folder,
}) => {
  const app = join(folder, 'app');
  const modules = join(app, 'node_modules');
  await mkdir(join(modules, '@libsql'), { recursive: true });
  for (const name of ['package.json', 'out'])
    await cp(join(projectFolder, name), join(app, name), { recursive: true });
  for (const name of ['keytar', 'detect-libc', '@neon-rs', 'libsql'])
    await cp(join(projectFolder, 'node_modules', name), join(modules, name), {
      recursive: true,
      dereference: true,
    });
  for (const libc of ['gnu', 'musl']) {
    const library = join(modules, '@libsql', `linux-x64-${libc}`);
    await mkdir(library);
    await writeFile(join(library, 'package.json'), JSON.stringify({ main: 'index.node' }));
    await writeFile(join(library, 'index.node'), 'cut off');
  }

  const { inspector } = await launch({ app });
  await inspector.welcome.trySampleData();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(inspector.history.note).toHaveText(/^No history is kept/);
  await expect(inspector.history.entries).toHaveCount(0);
  await inspector.history.choose('Clear all …');
  await inspector.history.confirm('Clear all recent lookups?', 'Clear all');
  await expect(inspector.toast).toHaveText('There was nothing to remove.');
});

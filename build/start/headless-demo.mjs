import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { projectFolder, resultsFolder } from '../paths.mjs';
import { withScratchFolder } from '../scratch-folder.mjs';

const sampleDataButton = 'Try it with sample data';
const sampleUser = 'usr_sample_active';
const profileCard = 'Profile';
const screenshot = join(resultsFolder, 'headless-demo.png');

/**
 * Shows the app on a machine without a display: opens it, looks up a sample user, prints the
 * profile and takes a screenshot.
 *
 * @param {{ executable: string, args: string[], env: NodeJS.ProcessEnv }} options
 */
export async function runHeadlessDemo({ executable, args, env }) {
  await mkdir(resultsFolder, { recursive: true });
  await withScratchFolder(tmpdir(), async (profile) => {
    const app = await _electron.launch({
      executablePath: executable,
      args: [...args, '--lang=en-US', `--user-data-dir=${profile}`],
      chromiumSandbox: !args.includes('--no-sandbox'),
      cwd: projectFolder,
      env: { ...process.env, ...env, LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8' },
    });
    try {
      await showSampleUser(await app.firstWindow());
    } finally {
      await app.close();
    }
  });
}

/**
 * @param {import('@playwright/test').Page} page
 */
async function showSampleUser(page) {
  await page.getByRole('button', { name: sampleDataButton }).click();
  const search = page.getByRole('search').getByRole('combobox');
  await search.fill(sampleUser);
  await search.press('Enter');
  const card = page.getByRole('article', { name: profileCard });
  await card.waitFor();
  console.log(`\n${await textOfCard(card)}\n`);
  await page.screenshot({ path: screenshot });
  console.log(`Screenshot: ${screenshot}`);
}

/**
 * @param {import('@playwright/test').Locator} card
 * @returns {Promise<string>} one line per term of the card, with its definition
 */
async function textOfCard(card) {
  const [labels, values] = await Promise.all([
    card.getByRole('term').allInnerTexts(),
    card.getByRole('definition').allInnerTexts(),
  ]);
  return labels
    .map((label, index) => `${oneLine(label)}: ${oneLine(values[index] ?? '')}`)
    .join('\n');
}

/**
 * @param {string} text
 */
function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

import { json } from '../../mock-api/raw-server';
import { expect, test, userJson } from '../fixtures/faulty-server';
import { reportCount } from '../fixtures/report-count';

/** Texts that could pass for another text, and how the app shows them. */
const disguises: readonly (readonly [sent: string, shown: string])[] = [
  ['\u202Emoc.elpmaxe@nna', '[U+202E]moc.elpmaxe@nna'],
  ['ann\u2066\u202Ex', 'ann[U+2066][U+202E]x'],
  ['an\u200Bn', 'an[U+200B]n'],
  ['\uFEFFann', '[U+FEFF]ann'],
  ['a\u00ADnn', 'a[U+00AD]nn'],
  ['\u3164', '[U+3164]'],
  ['a\u{E0041}n', 'a[U+E0041]n'],
  ['a\0n\u0007n', 'a[U+0000]n[U+0007]n'],
  ['a\uD800n', 'a[U+D800]n'],
  ['ann\u200D', 'ann[U+200D]'],
  ['an\u200Cn', 'an[U+200C]n'],
  [`a${'\u0301'.repeat(50)}n`, `a${'\u0301'.repeat(8)}…n`],
  ['نمی\u200Cخواهم', 'نمی\u200Cخواهم'],
  ['👩\u200D🚀', '👩\u200D🚀'],
  ['<x-owned>&amp;', '<x-owned>&amp;'],
];

/** Raw JSON shows some characters as JSON escapes instead. */
const escapedIn = (shown: string) =>
  shown.replace(/\[U\+(D800|0000|0007)\]/g, (_, code: string) => `\\u${code.toLowerCase()}`);

test('hidden characters are made visible on the card, in the history, the title and the raw data', async ({
  ready,
  server,
}) => {
  for (const [index, [sent, shown]] of disguises.entries())
    await test.step(shown, async () => {
      const id = `usr_text_${index}`;
      const name = `Text ${sent}`;
      const more = { full_name: name, username: sent, [`x${sent}`]: { y: sent } };
      server.responses.set(id, json(userJson(id, more)));
      await ready.lookUp(id);
      // In names, lone surrogates and NUL are replaced, because the history's database can't store
      // them.
      const called = `Text ${shown.replace(/\[U\+(D800|0000)\]/g, '\uFFFD')}`;
      await expect(ready.card.getByRole('heading', { level: 1 })).toHaveText(called);
      await expect(ready.field('User name').value.locator('.text')).toHaveText(shown);
      await expect(ready.field(`x${shown}`).value).toContainText(`{"y":"${escapedIn(shown)}"}`);
      await expect(ready.history.entry(id)).toContainText(called);
      expect(await ready.page.title()).toContain(called);
      await ready.card.getByRole('tab', { name: 'Raw data' }).click();
      await expect(ready.card.locator('pre')).toContainText('"username": ');
      expect(await ready.card.locator('pre').textContent()).not.toMatch(
        /[\u200B\u202E\u2066\uFEFF\u00AD\u3164]/,
      );
    });
  reportCount('faults', disguises.length);
});

test('right-to-left values and line breaks do not affect other fields', async ({
  ready,
  server,
}) => {
  server.responses.set(
    'usr_he',
    json(userJson('usr_he', { username: 'שלום', gender: 'a\nAccount: Switched off' })),
  );
  await ready.lookUp('usr_he');
  const value = ready.field('User name').value.locator('.value');
  await expect(value).toHaveText('שלום');
  await expect(value).toHaveCSS('unicode-bidi', 'isolate');
  await expect(ready.field('Account').value).toHaveText('Active');
  reportCount('faults', 2);
});

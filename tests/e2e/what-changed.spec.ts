import type { MockApi } from '../mock-api/mock-api';
import { accessibilityViolations } from './fixtures/accessibility';
import { expect, test } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

const id = 'usr_sample_active';

async function lookUp(inspector: InspectorPage) {
  await inspector.lookUp(id);
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
}

function change(api: MockApi, fields: Record<string, unknown>) {
  api.setUser(id, { ...(api.usersServed.get(id) as object), ...fields });
}

test('the card shows changes since the last lookup, and its history shows every version', async ({
  ready,
  api,
}) => {
  change(api, { email: 'old@example.com', post_code: '8004' });
  await lookUp(ready);
  await expect(ready.cardHistory.whatChanged).toBeHidden();
  change(api, { email: 'new@example.com', post_code: null, nickname: 'exy', last_login: null });
  await ready.button('Look up again').click();

  await expect(ready.cardHistory.changeOf('E-mail')).toHaveText(
    /old@example\.com.*new@example\.com/,
  );
  await expect(ready.cardHistory.changeOf('Post code')).toHaveText(/8004.*not set/);
  await expect(ready.cardHistory.changeOf('nickname')).toHaveText(
    /The server did not send this\..*"exy"/,
  );
  await expect(ready.cardHistory.whatChanged).toContainText('Moved on by themselves: Last sign-in');
  expect(await accessibilityViolations(ready.page)).toEqual([]);

  change(api, { last_login: new Date().toISOString() });
  await ready.button('Look up again').click();
  await expect(ready.cardHistory.whatChanged).toBeHidden();
  await expect(ready.cardHistory.nothingChanged).toContainText(
    'Moved on by themselves: Last sign-in',
  );
  expect(await accessibilityViolations(ready.page)).toEqual([]);

  await ready.cardHistory.openTimeline();
  await expect(ready.cardHistory.versions).toHaveCount(2);
  await expect(ready.card.getByRole('region', { name: 'Latest lookups' })).toHaveText(
    /(.*found){3}/,
  );
  await expect(ready.cardHistory.versions.first()).toContainText('new@example.com');
  await expect(ready.cardHistory.versions.last()).toContainText(
    'This is the oldest answer that is kept.',
  );
  expect(await accessibilityViolations(ready.page)).toEqual([]);

  change(api, { email: 'newest@example.com' });
  await ready.button('Look up again').click();
  await expect(ready.cardHistory.versions).toHaveCount(3);
});

test('without a connection the app offers the last answer and marks it as old', async ({
  ready,
  api,
}) => {
  await lookUp(ready);
  await api.stop();
  await ready.button('Look up again').click();
  await expect(ready.problem('No connection to the server')).toBeVisible();
  await ready.page.getByRole('button', { name: 'Show the last known answer' }).click();
  await expect(ready.card).toContainText('Not checked since.');

  await ready.page.context().setOffline(true);
  await expect(ready.card).toContainText('can be checked when the connection is back');
  await expect(ready.button('Look up again')).toBeHidden();
  await ready.page.context().setOffline(false);
  await api.start();
  await expect(ready.card.getByRole('status').first()).toContainText('The connection is back');
  await ready.button('Look up again').click();
  await expect(ready.card).not.toContainText('Not checked since.');
});

test('a note keeps its line breaks on the card and in the dialog of the list', async ({
  ready,
}) => {
  const { note } = ready.cardHistory;
  await lookUp(ready);
  await ready.history.choose('Note …', id);
  await ready.page.getByRole('dialog').getByRole('textbox').fill('Xyzzynote one\nXyzzynote two');
  await ready.history.confirm('Note about Mara Oyelaran', 'Save note');
  await lookUp(ready);
  await expect(note).toHaveValue('Xyzzynote one\nXyzzynote two');
  await note.press('Control+End');
  await note.press('Shift+Enter');
  await note.pressSequentially('Xyzzynote three');
  await note.press('Enter');
  await expect
    .poll(() => ready.page.evaluate((id) => window.inspector.history.entry({ id }), id))
    .toMatchObject({ value: { note: 'Xyzzynote one\nXyzzynote two\nXyzzynote three' } });
});

test('the card clears the note and the pin when its entry is removed', async ({ ready }) => {
  const { pin, note } = ready.cardHistory;
  await lookUp(ready);
  await pin.click();
  await note.fill('Xyzzynote');
  await note.press('Enter');
  await expect(ready.history.entries).toContainText('Xyzzynote');
  await ready.history.choose('Remove …', id);
  await ready.history.confirm('Remove from recent lookups?', 'Remove');
  await expect(note).toHaveValue('');
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
});

test('a note and a pin survive a restart', async ({ launch, api }) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await lookUp(first.inspector);
  await first.inspector.cardHistory.pin.click();
  await expect(first.inspector.cardHistory.pin).toHaveAttribute('aria-pressed', 'true');
  await first.inspector.cardHistory.note.fill('Xyzzynote on Mondays');
  await first.inspector.cardHistory.note.press('Enter');
  await expect
    .poll(() => first.inspector.page.evaluate((id) => window.inspector.history.entry({ id }), id))
    .toMatchObject({ value: { note: 'Xyzzynote on Mondays', isPinned: true } });
  await first.electron.close();

  const { inspector } = await launch();
  await lookUp(inspector);
  await expect(inspector.cardHistory.note).toHaveValue('Xyzzynote on Mondays');
  await expect(inspector.cardHistory.pin).toHaveAttribute('aria-pressed', 'true');
  await inspector.page.getByRole('button', { name: 'Privacy mode' }).click();
  await expect(inspector.cardHistory.note).toBeHidden();
});

test('a deleted user can be forgotten if the history has an entry', async ({ ready, api }) => {
  await ready.lookUp('usr_nobody');
  await expect(ready.problem('There is no such account')).toBeVisible();
  await expect(ready.button('Forget this person …')).toBeHidden();
  await lookUp(ready);
  api.setUser(id, undefined);
  await ready.button('Look up again').click();
  await expect(ready.button('Forget this person …')).toBeVisible();
});

test('a shorter retention needs confirmation and takes effect at once', async ({ ready }) => {
  await lookUp(ready);
  await ready.settings.open();
  const answers = ready.settings.dialog.getByLabel('Keep answers for how many days');
  await answers.fill('99999');
  await answers.press('Tab');
  await expect(answers).toHaveValue('30');
  await answers.fill('0');
  await answers.press('Tab');
  const question = ready.history.confirmation('Keep less from now on?');
  await expect(question).toHaveAccessibleDescription(/This removes 1 answer, for all servers/);
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(answers).toHaveValue('30');
  await ready.settings.setNumber('Keep answers for how many days', 0);
  expect(await accessibilityViolations(ready.page)).toEqual([]);
  await ready.history.confirm('Keep less from now on?', 'Keep less');
  await expect(ready.toast).toHaveText('That is kept no longer, and being removed.');
  await expect(answers).toHaveValue('0');
  await ready.settings.close();
  await ready.cardHistory.openTimeline();
  await expect(ready.card).toContainText('Answers are not kept.');
});

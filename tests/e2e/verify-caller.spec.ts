import { expect, test } from './fixtures/test';

test('says whether a caller’s answers match without showing the account’s values', async ({
  ready,
  api,
}) => {
  await ready.lookUp('usr_sample_active');
  await ready.button('Privacy mode').click();
  await ready.page.getByRole('tab', { name: 'Verify the caller' }).click();
  const panel = ready.page.getByRole('tabpanel', { name: 'Verify the caller' });
  const answer = async (question: string, said: string) => {
    await panel.getByLabel(question, { exact: true }).fill(said);
    await panel.getByLabel(question, { exact: true }).press('Enter');
  };
  const verdicts = panel.getByRole('status').filter({ hasText: /./ });
  // A matching answer is personal data, so privacy mode masks it.
  await expect(panel.getByLabel('E-mail', { exact: true })).toHaveCSS(
    '-webkit-text-security',
    'disc',
  );

  await answer('First name', 'MARA');
  await answer('Last name', 'Oyelarán');
  await answer('Birthday', '17.4.88');
  await answer('Post code', 'CH-8004');
  await answer('E-mail', ' Mara.Oyelaran@Example.com');
  await expect(verdicts).toHaveText(['Match', 'Match', 'Match', 'Match', 'Match']);

  await answer('Birthday', '18 April 1988');
  await answer('Post code', '800');
  await expect(verdicts).toHaveText(['Match', 'Match', 'No match', 'No match', 'Match']);
  const user = api.usersServed.get('usr_sample_active') as Record<string, unknown>;
  const html = await ready.page.locator('main').innerHTML();
  for (const name of ['full_name', 'birthday', 'post_code', 'email'])
    expect(html).not.toContain(String(user[name]));

  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card).toContainText('usr_sample_inactive');
  await ready.page.getByRole('tab', { name: 'Verify the caller' }).click();
  await expect(panel.getByLabel('First name', { exact: true })).toHaveValue('');
  await expect(verdicts).toHaveCount(0);
});

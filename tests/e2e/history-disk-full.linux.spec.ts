import { expect } from '@playwright/test';
import { test } from './fixtures/small-disk';
import type { InspectorPage } from './pages/inspector-page';

async function lookUp(inspector: InspectorPage, id: string): Promise<void> {
  await inspector.lookUp(id);
  await expect(inspector.card.getByText(id).first()).toBeVisible();
}

test('on a full disk lookups work, and messages say that lookups, pins and notes are not kept', async ({
  disk,
  launch,
}) => {
  const { electron, inspector } = await launch();
  const { history, cardHistory } = inspector;
  await inspector.welcome.trySampleData();
  await lookUp(inspector, 'usr_sample_active');
  await expect(history.entries).toHaveCount(1);

  disk.fill();
  await lookUp(inspector, 'usr_sample_inactive');
  await expect(history.note).toHaveText(
    'New lookups are not being kept, earlier ones are: the disk is full.',
  );
  await cardHistory.pin.click();
  await expect(inspector.toast).toHaveText("This can't be kept: the disk is full.");
  await cardHistory.note.fill('Xyzzynote');
  await cardHistory.note.press('Enter');
  await expect(inspector.card.getByRole('alert')).toHaveText(
    "This can't be kept: the disk is full.",
  );

  disk.makeRoom();
  await lookUp(inspector, 'usr_sample_all_null');
  await expect(history.note).toHaveCount(0);
  await electron.close();
  const next = await launch();
  await expect(next.inspector.history.entries).toHaveText([
    /usr_sample_all_null/,
    /usr_sample_active/,
  ]);
});

test('with read-only history files lookups work, and a note says that they are kept until the app quits', async ({
  disk,
  launch,
}) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await lookUp(first.inspector, 'usr_sample_active');
  await first.electron.close();

  disk.makeHistoryReadOnly();
  const { inspector } = await launch();
  await lookUp(inspector, 'usr_sample_inactive');
  await expect(inspector.history.note).toHaveText(
    "New lookups are kept only until you quit: their folder can't be written to.",
  );
  await expect(inspector.history.entries).toHaveText(/usr_sample_inactive/);
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import VerifyCaller from '../../../../renderer/profile/VerifyCaller.svelte';
import { answerJson, userOf } from '../../builders';

beforeEach(() => chooseLanguage('en', []));

const held = {
  first_name: 'Mara Lena',
  last_name: 'van der Berg',
  birthday: '1988-04-17',
  post_code: '8004',
  email: 'mara@example.com',
};
const labels = ['First name', 'Last name', 'Birthday', 'Post code', 'E-mail'];

const fieldsWith = (changes: Record<string, unknown> = {}) =>
  userOf(answerJson({ ...held, ...changes })).fields;
const show = (changes?: Record<string, unknown>) =>
  render(VerifyCaller, { fields: fieldsWith(changes) });
const input = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: label });
const type = (label: string, value: string) => fireEvent.input(input(label), { target: { value } });
const enter = (label: string) => fireEvent.keyDown(input(label), { key: 'Enter' });

/** The verdict beside a question: the role of its element and its text. */
function verdict(label: string) {
  const element = document.getElementById(input(label).getAttribute('aria-describedby') ?? '');
  return { role: element?.getAttribute('role'), words: element?.textContent.trim() };
}

it('starts with five questions, no answers and no verdicts', () => {
  show();
  screen.getByText(
    "Type what the caller says. The answers compare; they don't show what the account holds.",
  );
  expect(screen.getAllByRole<HTMLInputElement>('textbox').map(({ value }) => value)).toEqual(
    Array(5).fill(''),
  );
  for (const label of labels) {
    expect([input(label).autocomplete, input(label).getAttribute('spellcheck')]).toEqual([
      'off',
      'false',
    ]);
    expect(verdict(label)).toEqual({ role: 'status', words: '' });
  }
});

it.each([
  ['First name', 'mara', 'Match'],
  ['Last name', 'Vandenberg', 'No match'],
  ['Birthday', '17.4.88', 'Match'],
  ['Birthday', 'in April', "Can't read this as a date"],
  ['Post code', 'CH-8004', 'Match'],
  ['E-mail', 'MARA@example.com', 'Match'],
])('shows the verdict on the answer to %s, %s: %s', async (label, said, words) => {
  show();
  await type(label, said);
  await enter(label);
  expect(verdict(label)).toEqual({ role: 'status', words });
  expect(document.querySelectorAll('[role=status] svg')).toHaveLength(1);
});

it.each([
  ['First name', 'first name'],
  ['Last name', 'last name'],
  ['Birthday', 'birthday'],
  ['Post code', 'post code'],
  ['E-mail', 'e-mail address'],
])('says that the account has no value to compare: %s', async (label, what) => {
  const empty = Object.fromEntries([...Object.keys(held), 'full_name'].map((name) => [name, null]));
  show(empty);
  await type(label, '1.1.2000');
  await enter(label);
  expect(verdict(label).words).toBe(`Nothing to compare with: the account has no ${what}`);
});

it('gives a verdict only on a complete answer, so that callers can’t guess letters', async () => {
  show();
  await type('Post code', '8004');
  expect(verdict('Post code').words).toBe('');
  await fireEvent.keyDown(input('Post code'), { key: 'Enter', isComposing: true });
  expect(verdict('Post code').words).toBe('');
  await fireEvent.blur(input('Post code'));
  expect(verdict('Post code').words).toBe('Match');
});

it('removes only the verdict of an answer that is edited', async () => {
  show();
  await type('Post code', '8004');
  await enter('Post code');
  await type('Birthday', '17.4.89');
  await enter('Birthday');
  await type('Birthday', '17.4.8');
  expect([verdict('Birthday').words, verdict('Post code').words]).toEqual(['', 'Match']);
});

it('clears all answers and verdicts', async () => {
  show();
  for (const label of labels) {
    await type(label, '8004');
    await enter(label);
  }
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  for (const label of labels) expect([input(label).value, verdict(label).words]).toEqual(['', '']);
});

it('compares again after a new lookup of the account', async () => {
  const { rerender } = show();
  await type('Post code', '8005');
  await enter('Post code');
  expect(verdict('Post code').words).toBe('No match');
  await rerender({ fields: fieldsWith({ post_code: '8005' }) });
  expect(verdict('Post code').words).toBe('Match');
});

it('never shows the account’s values', async () => {
  show();
  for (const label of labels) {
    await type(label, 'x');
    await enter(label);
  }
  const page = document.documentElement.outerHTML;
  for (const value of [...Object.values(held), '17 April 1988', 'Mara', 'Berg'])
    expect(page).not.toContain(value);
});

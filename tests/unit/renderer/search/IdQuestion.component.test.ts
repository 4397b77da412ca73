import { fireEvent, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import IdQuestion from '../../../../renderer/search/IdQuestion.svelte';
import type { Oddity } from '../../../../renderer/search/oddity';
import { queryFor } from '../../../../renderer/search/query-text';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

function show(text: string, oddity: Oddity | null) {
  const onsend = vi.fn(() => Promise.resolve());
  renderIn(buildState().state, IdQuestion, { text, oddity, onsend, onback: vi.fn() });
  return onsend;
}

it.each<[Oddity | null, RegExp]>([
  [null, /doesn't look like a user ID/],
  [{ kind: 'shortened' }, /looks shortened/],
  [{ kind: 'line-break' }, /several lines/],
  [{ kind: 'other-script', character: 'с' }, /с\u2069 \(U\+0441\).*another alphabet/],
  [{ kind: 'character', character: '—' }, /—\u2069 \(U\+2014\)/],
  [{ kind: 'email-form' }, /valid e-mail address/],
])('the question states its reason: %j', (oddity, words) => {
  show('usr_1a2b', oddity);
  expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(screen.getByText('usr_1a2b')).toBeInstanceOf(HTMLElement);
});

it('sends the text only after its button was clicked', async () => {
  const onsend = show('usr_1a2b…', { kind: 'shortened' });
  expect(onsend).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByRole('button', { name: 'Look it up all the same' }));
  expect(onsend).toHaveBeenCalledOnce();
});

it.each([
  ['jane@exam', { email: 'jane@exam' }],
  ['usr_1a2b…', { id: 'usr_1a2b…' }],
])('%s is looked up unchanged, with an @ as an e-mail address', (text, query) => {
  expect(queryFor(text)).toEqual(query);
});

import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangesSince } from '../../../../electron/contract/history';
import type { LookUp } from '../../../../electron/contract/look-up';
import { failed, ok } from '../../../../electron/contract/result';
import type { LoadedPolicy } from '../../../../electron/policy/policy-file';
import ProfileCard from '../../../../renderer/profile/ProfileCard.svelte';
import { announcement } from '../../../../renderer/ui/announcer.svelte';
import { baseUrl, buildEntry, buildLookUp, buildPolicy, noPolicy } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-01T14:00:00Z') }));
afterEach(() => void vi.useRealTimers());

function show(
  lookUp: LookUp = buildLookUp(),
  {
    isRemembered = false,
    changes = null,
    idCount = 1,
    isPrivate = false,
    policy = noPolicy,
  }: {
    isRemembered?: boolean;
    changes?: ChangesSince | null;
    idCount?: number;
    isPrivate?: boolean;
    policy?: LoadedPolicy;
  } = {},
) {
  const { state, bridge } = buildState({ isPrivate }, null, policy);
  state.lookups.phase = { name: 'found', lookUp, isRemembered, changes, idCount };
  renderIn(state, ProfileCard, { lookUp, isRemembered, changes, idCount });
  return { state, bridge };
}

const region = (title: string) => {
  const section = screen.getByRole('heading', { name: title }).closest('section');
  if (section === null) throw new Error(title);
  return within(section);
};

/** The first row with a label: its displayed value and its copy button. */
function row(label: string) {
  const [term] = screen.getAllByText(label, { selector: 'dt' });
  const element = term?.parentElement;
  if (!element) throw new Error(label);
  const value = element.querySelector('.value')?.textContent.replace(/\s+/g, ' ').trim();
  return { value, copy: within(element).queryByRole('button', { name: /^Copy: / }) };
}

describe('a policy', () => {
  const verify = () => screen.queryByRole('tab', { name: 'Verify the caller' });

  it('can remove the tab to verify a caller', () => {
    show();
    expect(verify()).not.toBeNull();
    document.body.replaceChildren();
    show(buildLookUp(), { policy: buildPolicy({ locked: { verify: false } }) });
    expect(verify()).toBeNull();
    expect(screen.getAllByRole('tab')).toHaveLength(3);
  });

  it('names the environment of the answer', () => {
    const environments = [{ name: 'Production', baseUrl }];
    show(buildLookUp(), { policy: buildPolicy({ defaults: { environments } }) });
    expect(screen.getByText(/^From \u2068Production\u2069, looked up/)).toBeTruthy();
  });
});

describe('the 18 fields', () => {
  it.each([
    ['Account', 'Active'],
    ['Last sign-in', '3 months ago 15 Nov 2025, 11:30 CET'],
    ['E-mail last verified', '3 months ago 15 Nov 2025, 11:30 CET'],
    ['Full name', 'example_full_name'],
    ['First name', 'example_first_name'],
    ['Last name', 'example_last_name'],
    ['E-mail', 'user@example.com'],
    ['User name', 'user@example.com'],
    ['User ID', 'usr_abc123def456'],
    ['Birthday', '15 November 2025 0 years old'],
    ['Gender', 'example_gender'],
    ['Profile picture', 'example_profile_image'],
    ['Time zone', "example_timezone This computer doesn't know this time zone."],
    ['Post code', 'example_post_code'],
    ['Country ID', 'abc123def456'],
    ['Organization ID', 'abc123def456'],
    ['Created', '3 months ago 15 Nov 2025, 11:30 CET'],
    ['Last changed', '3 months ago 15 Nov 2025, 11:30 CET'],
  ])('include %s in plain words', (label, value) => {
    show();
    expect(row(label).value).toBe(value);
  });

  it('are complete, under headings, without further fields', () => {
    show();
    expect(document.querySelectorAll('dt')).toHaveLength(18);
    expect(
      screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent),
    ).toEqual(['Person and place', 'Organization and record', 'Access', 'Names and contact']);
  });

  it('keep their rows if the server sent none of them', () => {
    const { id, environment, fetchedAt, user } = buildLookUp();
    const fields = Object.fromEntries(
      Object.keys(user.fields).map((name) => [name, { state: 'missing' as const }]),
    ) as typeof user.fields;
    show({ id, environment, fetchedAt, json: '{}', user: { ...user, fields } });
    expect(screen.getAllByText('The server did not send this.')).toHaveLength(18);
  });
});

describe('a field', () => {
  it.each([
    ['User name', 'username'],
    ['Full name', 'full_name'],
    ['Birthday', 'birthday'],
    ['Time zone', 'timezone'],
    ['Organization ID', 'current_organization_id'],
  ])('that is null is not set: %s', (label, name) => {
    show(buildLookUp({ [name]: null }));
    expect(row(label)).toEqual({ value: 'not set', copy: null });
  });

  it.each([
    ['Last sign-in', 'last_login'],
    ['E-mail last verified', 'last_verified'],
  ])('that is null is “never” for sign-in and verification: %s', (label, name) => {
    show(buildLookUp({ [name]: null }));
    expect(row(label)).toEqual({ value: 'never', copy: null });
  });

  it('with an empty text says so', () => {
    show(buildLookUp({ gender: '' }));
    expect(row('Gender')).toEqual({ value: 'empty text', copy: null });
  });

  it('that is missing says so', () => {
    show(buildLookUp({ timezone: undefined }));
    expect(row('Time zone')).toEqual({ value: 'The server did not send this.', copy: null });
  });

  it('of the wrong type says so and shows the value', () => {
    show(buildLookUp({ is_active: 'yes', username: ['a', 'b'], updated_at: null }));
    expect(row('Account').value).toBe('Not what was expected: "yes"');
    expect(row('User name').value).toBe('Not what was expected: ["a","b"]');
    expect(row('Last changed').value).toBe('Not what was expected: null');
  });

  it('without a readable time or date says so and shows the value', () => {
    show(buildLookUp({ last_login: 'yesterday', birthday: '1988-02-30' }));
    expect(row('Last sign-in').value).toBe('Not a time that can be read: yesterday');
    expect(row('Birthday').value).toBe('Not a date that can be read: 1988-02-30');
  });

  it('is_active with the value false is “switched off”', () => {
    show(buildLookUp({ is_active: false }));
    expect(row('Account').value).toBe('Switched off');
    expect(screen.getByText(/^Switched off: this person can't sign in\./)).toBeTruthy();
  });

  it('shows markup as text', () => {
    show(buildLookUp({ full_name: '<img src=x onerror=alert(1)>' }));
    expect(document.querySelector('img')).toBeNull();
    expect(row('Full name').value).toBe('<img src=x onerror=alert(1)>');
  });

  it('keeps its white space', () => {
    show(buildLookUp({ post_code: '  8004  ' }));
    expect(
      screen.getByText((text) => text === '  8004  ', { normalizer: (text) => text }),
    ).toBeTruthy();
  });
});

describe('unknown fields', () => {
  it('are shown as JSON under their own heading', () => {
    show(buildLookUp({ global_role_id: 'role_1', quiet: { from: 22 } }));
    const other = region('Other');
    expect(other.getAllByRole('term').map((term) => term.textContent)).toEqual([
      'global_role_id',
      'quiet',
    ]);
    expect(row('global_role_id').value).toBe('"role_1"');
    expect(row('quiet').value).toBe('{"from":22}');
  });

  it('have no heading if there are none', () => {
    show();
    expect(screen.queryByRole('heading', { name: 'Other' })).toBeNull();
  });
});

describe('the header of the card', () => {
  it('shows name, e-mail address, id and status', () => {
    show();
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent.replace(/\s+/g, ' ').trim()).toBe('example_full_name');
    const head = within(heading.parentElement ?? heading);
    expect(head.getByText('user@example.com')).toBeTruthy();
    expect(head.getByText('usr_abc123def456')).toBeTruthy();
    expect(screen.getByText(/^Active\. E-mail verified 3 months ago\. /)).toBeTruthy();
    expect(screen.getByText('From: Account · E-mail last verified · Last sign-in')).toBeTruthy();
  });

  it('says that the user has no name', () => {
    show(buildLookUp({ full_name: null, first_name: null, last_name: null }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('No name given');
  });

  it('is announced', async () => {
    show();
    await tick();
    expect(announcement().trim()).toBe('Account found: example_full_name');
  });
});

describe('privacy mode', () => {
  const personal = {
    email: 'mara@example.com',
    username: 'mara_o',
    full_name: 'Mara Oyelaran',
    first_name: 'Mara',
    last_name: 'Oyelaran',
    birthday: '1988-04-17',
    profile_image: 'https://images.example.com/mara.webp',
    timezone: 'Europe/Zurich',
    country_id: 'country_1',
    post_code: '8004',
    gender: 'female',
    nickname: 'exy',
  };

  it.each(['Profile', 'Verify the caller', 'Raw data'])(
    'keeps personal values out of the document: %s',
    async (tab) => {
      show(buildLookUp(personal), { isPrivate: true });
      await fireEvent.click(screen.getByRole('tab', { name: tab }));
      const html = document.documentElement.innerHTML;
      expect(Object.values(personal).filter((value) => html.includes(value))).toEqual([]);
      expect(announcement()).not.toContain('Mara');
    },
  );

  it('still shows the id, the times and the status', () => {
    show(buildLookUp(), { isPrivate: true });
    expect(row('User ID').value).toBe('usr_abc123def456');
    expect(row('Created').value).toBe('3 months ago 15 Nov 2025, 11:30 CET');
    expect(screen.getByText(/^Active\. /)).toBeTruthy();
  });

  it('does not mask a value that is not set', () => {
    show(buildLookUp({ gender: null }), { isPrivate: true });
    expect(row('Gender').value).toBe('not set');
  });
});

describe('the copy button of a field', () => {
  const copied = async (label: string, lookUp: LookUp) => {
    const { bridge } = show(lookUp);
    const { copy } = row(label);
    if (copy === null) throw new Error(label);
    await fireEvent.click(copy);
    return bridge.clipboard.writeText.mock.calls;
  };

  it.each([
    ['E-mail', {}, 'user@example.com'],
    ['Last sign-in', {}, '2025-11-15T10:30:00Z'],
    ['Birthday', {}, '2025-11-15'],
    ['Account', {}, 'true'],
    ['Post code', { post_code: ' 8004 ' }, ' 8004 '],
    ['User name', { username: ['a', 'b'] }, '["a","b"]'],
    ['extra', { extra: { a: 1 } }, '{"a":1}'],
  ])('copies the value as the server sent it: %s', async (label, fields, text) => {
    expect(await copied(label, buildLookUp(fields))).toEqual([[{ text }]]);
  });

  it('exists for each field that is set, and names the field', () => {
    show();
    for (const term of document.querySelectorAll('dt'))
      expect(row(term.textContent).copy?.getAttribute('aria-label')).toBe(
        `Copy: ${term.textContent}`,
      );
  });

  it('can be focused by keyboard', () => {
    show();
    expect(
      screen.getAllByRole('button', { name: /^Copy: / }).filter(({ tabIndex }) => tabIndex !== 0),
    ).toEqual([]);
  });

  it('announces success and failure', async () => {
    const { bridge } = show();
    const { copy } = row('E-mail');
    if (copy === null) throw new Error('no button');
    await fireEvent.click(copy);
    await tick();
    expect(announcement().trim()).toBe('E-mail copied');
    bridge.clipboard.writeText.mockResolvedValue(failed({ kind: 'internal' }));
    await fireEvent.click(copy);
    await tick();
    expect(announcement().trim()).toBe('Copying did not work. Please try again.');
  });
});

describe('a warning', () => {
  it('appears if the server returned another account', () => {
    show(buildLookUp({ id: 'usr_b' }, { id: 'usr_a' }));
    expect(screen.getByRole('alert').textContent).toBe(
      'Careful: you asked for \u2068usr_a\u2069, but the server sent another account: \u2068usr_b\u2069',
    );
  });

  it('does not appear if the server returned the requested account', () => {
    show();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('appears if the text contained several ids', () => {
    show(buildLookUp(), { idCount: 3 });
    expect(screen.getByText(/^Your text holds/).textContent).toBe(
      'Your text holds 3 different IDs. This is the first one.',
    );
  });

  it('appears if the answer comes from the history', () => {
    show(buildLookUp({}, { fetchedAt: '2026-03-01T12:00:00.000Z' }), { isRemembered: true });
    const words = 'As it was 2 hours ago (1 Mar 2026, 13:00 CET). Not checked since.';
    expect(screen.getByText(words)).toBeTruthy();
    expect(announcement()).toBe(`Account found: example_full_name. ${words}`);
  });
});

describe('an answer from the history', () => {
  it('has a button for a new lookup beside its age', async () => {
    const { bridge } = show(buildLookUp({ id: 'usr_a' }), { isRemembered: true });
    await fireEvent.click(screen.getByRole('button', { name: 'Look up again' }));
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });
});

const changes: ChangesSince = {
  since: '2026-02-24T13:02:00.000Z',
  changes: [
    {
      field: 'email',
      before: { state: 'set', value: 'old@example.com' },
      after: { state: 'set', value: 'new@example.com' },
    },
    {
      field: 'birthday',
      before: { state: 'set', value: '1988-04-17' },
      after: { state: 'not-set' },
    },
    { field: 'is_active', before: { state: 'set', value: true }, after: { state: 'missing' } },
    {
      field: 'constructor',
      before: { state: 'missing' },
      after: { state: 'unknown', json: '{"a":1}' },
    },
  ],
  routine: [
    {
      field: 'last_login',
      before: { state: 'not-set' },
      after: { state: 'set', value: '2026-03-01T10:00:00Z' },
    },
  ],
};
const wordsOf = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

describe('the changes since the last lookup', () => {
  it('are shown with their time, one line per field, the old value and the new one', () => {
    show(buildLookUp(), { changes });
    const section = screen.getByRole('region', { name: 'Changed since Tuesday 14:02' });
    expect(wordsOf(section)).toContain('5 days ago · 24 Feb 2026, 14:02 CET');
    expect([...section.querySelectorAll('dl > div')].map(wordsOf)).toEqual([
      'E-mail before: old@example.com now: new@example.com',
      'Birthday before: 17 April 1988 now: not set',
      'Account before: Active now: The server did not send this.',
      'constructor before: The server did not send this. now: {"a":1}',
      'Last sign-in before: never now: 4 hours ago 1 Mar 2026, 11:00 CET',
    ]);
  });

  it('are announced without the values', async () => {
    show(buildLookUp(), { changes });
    await tick();
    expect(announcement().trim()).toBe(
      'Account found: example_full_name. Changed: E-mail, Birthday, Account, constructor',
    );
  });

  it('are called “no change” if only routine fields changed', () => {
    show(buildLookUp(), { changes: { ...changes, changes: [] } });
    expect(screen.queryByRole('region', { name: /^Changed since/ })).toBeNull();
    const section = screen.getByRole('region', { name: 'No change since Tuesday 14:02' });
    expect(section.textContent).toContain('Moved on by themselves:');
  });

  it('are masked in privacy mode', () => {
    show(buildLookUp(), { changes, isPrivate: true });
    expect(document.body.textContent).not.toMatch(/old@|new@|1988|"a":1/);
    expect(screen.getByText('Active', { selector: '.before *' })).toBeTruthy();
  });
});

describe('the history of an account', () => {
  const openTab = () => fireEvent.click(screen.getByRole('tab', { name: 'History' }));
  const versions = [
    { firstSeenAt: '2026-03-01T12:00:00.000Z', lastSeenAt: '2026-03-01T13:00:00.000Z', changes },
    {
      firstSeenAt: '2026-02-20T12:00:00.000Z',
      lastSeenAt: '2026-02-24T13:02:00.000Z',
      changes: null,
    },
  ];

  it('loads when its tab opens, and shows every version, the oldest last', async () => {
    const { bridge } = show();
    bridge.history.timeline.mockResolvedValue(ok(versions));
    expect(bridge.history.timeline).not.toHaveBeenCalled();
    await openTab();
    const [newest, oldest] = await screen.findAllByRole('listitem');
    expect(newest?.textContent).toContain('new@example.com');
    expect(oldest && wordsOf(oldest)).toBe(
      'First seen 9 days ago 20 Feb 2026, 13:00 CET Last seen 5 days ago 24 Feb 2026, 14:02 CET This is the oldest answer that is kept.',
    );
  });

  it('is masked in privacy mode', async () => {
    const { bridge } = show(buildLookUp(), { isPrivate: true });
    bridge.history.timeline.mockResolvedValue(ok(versions));
    await openTab();
    await screen.findAllByRole('listitem');
    expect(document.body.textContent).not.toMatch(/old@|new@|1988|"a":1/);
  });

  it('says that no answer is stored', async () => {
    show();
    await openTab();
    expect(await screen.findByText('No answer about this account is kept.')).toBeTruthy();
  });
});

describe('the note', () => {
  it('is saved when its field changes, and the reason for a failure is shown', async () => {
    const { bridge } = show(buildLookUp({ id: 'usr_a' }));
    const note = screen.getByRole<HTMLInputElement>('textbox', { name: 'Note' });
    const write = async (text: string) => {
      await fireEvent.input(note, { target: { value: text } });
      await fireEvent.change(note);
    };
    await write(' Rings on Mondays ');
    expect(bridge.history.setNote).toHaveBeenCalledExactlyOnceWith({
      id: 'usr_a',
      note: 'Rings on Mondays',
    });
    expect(screen.queryByText(/^This can't be kept/)).toBeNull();
    bridge.history.setNote.mockResolvedValue(ok('not-in-history'));
    await write('Other');
    expect(
      await screen.findByText("This can't be kept: the account is not in the history."),
    ).toBeTruthy();
    expect(note.value).toBe('Other');
    bridge.history.setNote.mockResolvedValue(ok('disk-full'));
    await write('Another');
    expect(await screen.findByText("This can't be kept: the disk is full.")).toBeTruthy();
  });
});

describe('a note of several lines', () => {
  const show = (note: string) => {
    const parts = buildState();
    const lookUp = buildLookUp({ id: 'usr_a' });
    parts.state.lookups.phase = {
      name: 'found',
      lookUp,
      isRemembered: false,
      changes: null,
      idCount: 1,
    };
    parts.state.lookups.shownEntry = buildEntry({ note });
    renderIn(parts.state, ProfileCard, parts.state.lookups.phase);
    return { ...parts, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }) };
  };

  it('keeps its lines', async () => {
    const { bridge, field } = show('one\ntwo');
    expect(field.value).toBe('one\ntwo');
    await fireEvent.input(field, { target: { value: 'one\ntwo\nthree' } });
    await fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
    expect(bridge.history.setNote).not.toHaveBeenCalled();
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(bridge.history.setNote).toHaveBeenCalledExactlyOnceWith({
      id: 'usr_a',
      note: 'one\ntwo\nthree',
    });
  });
});

it('the menu opens the question whether to forget the person', async () => {
  const { state } = show(buildLookUp({ id: 'usr_a' }));
  await fireEvent.pointerDown(screen.getByRole('button', { name: 'More' }), { button: 0 });
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'Forget this person …' }));
  await fireEvent.pointerUp(screen.getByRole('menuitem', { name: 'Forget this person …' }));
  expect(state.dialogs.current).toEqual({ name: 'forget', id: 'usr_a' });
});

describe('the origin of an answer', () => {
  it.each([
    [
      'https://api.example.com:8443/v1',
      'From api.example.com:8443, looked up now (1 Mar 2026, 15:00 CET)',
    ],
    ['sample', 'From Sample data, looked up now (1 Mar 2026, 15:00 CET)'],
  ])('is shown: %s', (environment, words) => {
    show(buildLookUp({}, { environment, fetchedAt: '2026-03-01T14:00:00.000Z' }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('updates its age', async () => {
    show(buildLookUp({}, { fetchedAt: '2026-03-01T14:00:00.000Z' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.getByText(/looked up 1 minute ago/)).toBeTruthy();
  });
});

it('a repeated lookup requests the id that was requested before', async () => {
  const { bridge } = show(buildLookUp({ id: 'usr_b' }, { id: 'usr_a' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Look up again' }));
  expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
});

it('the raw data are on a tab, indented and otherwise unchanged', async () => {
  const json = '{"id":"usr_a","big":12345678901234567890,"id2":1,"id2":2}';
  const { bridge } = show({ ...buildLookUp({ id: 'usr_a' }), json });
  await fireEvent.click(screen.getByRole('tab', { name: 'Raw data' }));
  const indented =
    '{\n  "id": "usr_a",\n  "big": 12345678901234567890,\n  "id2": 1,\n  "id2": 2\n}';
  expect(document.querySelector('pre')?.textContent).toBe(indented);
  await fireEvent.click(screen.getByRole('button', { name: 'Copy: Raw data' }));
  expect(bridge.clipboard.writeText).toHaveBeenCalledExactlyOnceWith({ text: indented });
});

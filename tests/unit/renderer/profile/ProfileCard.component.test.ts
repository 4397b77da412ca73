import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangesSince } from '../../../../electron/contract/history';
import type { LookUp } from '../../../../electron/contract/look-up';
import { failed, ok } from '../../../../electron/contract/result';
import type { LoadedPolicy } from '../../../../electron/policy/policy-file';
import ProfileCard from '../../../../renderer/profile/ProfileCard.svelte';
import { announcement } from '../../../../renderer/ui/announcer.svelte';
import { baseUrl, buildEntry, buildLookUp, buildPolicy, noPolicy } from '../../builders';
import { buildInspector } from '../fake-bridge';

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
  const { inspector, bridge } = buildInspector({ isPrivate }, null, policy);
  inspector.phase = { name: 'found', lookUp, isRemembered, changes, idCount };
  render(ProfileCard, { inspector, lookUp, isRemembered, changes, idCount });
  return { inspector, bridge };
}

const region = (title: string) => {
  const section = screen.getByRole('heading', { name: title }).closest('section');
  if (section === null) throw new Error(title);
  return within(section);
};

/** The row of a field, by its label, as a person reads it. */
function row(label: string) {
  const [term] = screen.getAllByText(label, { selector: 'dt' });
  const element = term?.parentElement;
  if (!element) throw new Error(label);
  const value = element.querySelector('.value')?.textContent.replace(/\s+/g, ' ').trim();
  return { value, copy: within(element).queryByRole('button', { name: /^Copy: / }) };
}

describe('a policy', () => {
  const verify = () => screen.queryByRole('tab', { name: 'Verify the caller' });

  it('can take away the verifying of callers', () => {
    show();
    expect(verify()).not.toBeNull();
    document.body.replaceChildren();
    show(buildLookUp(), { policy: buildPolicy({ locked: { verify: false } }) });
    expect(verify()).toBeNull();
    expect(screen.getAllByRole('tab')).toHaveLength(3);
  });

  it('names the environment that the answer comes from', () => {
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
  ])('have %s in plain words', (label, value) => {
    show();
    expect(row(label).value).toBe(value);
  });

  it('are all there and no other, under headings', () => {
    show();
    expect(document.querySelectorAll('dt')).toHaveLength(18);
    expect(
      screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent),
    ).toEqual(['Person and place', 'Organization and record', 'Access', 'Names and contact']);
  });

  it('keep their rows where the server left all of them out but the id', () => {
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
  ])('that is null says never where that is the answer: %s', (label, name) => {
    show(buildLookUp({ [name]: null }));
    expect(row(label)).toEqual({ value: 'never', copy: null });
  });

  it('that is an empty text says so', () => {
    show(buildLookUp({ gender: '' }));
    expect(row('Gender')).toEqual({ value: 'empty text', copy: null });
  });

  it('that is missing says so', () => {
    show(buildLookUp({ timezone: undefined }));
    expect(row('Time zone')).toEqual({ value: 'The server did not send this.', copy: null });
  });

  it('of the wrong type says so, and shows what came', () => {
    show(buildLookUp({ is_active: 'yes', username: ['a', 'b'], updated_at: null }));
    expect(row('Account').value).toBe('Not what was expected: "yes"');
    expect(row('User name').value).toBe('Not what was expected: ["a","b"]');
    expect(row('Last changed').value).toBe('Not what was expected: null');
  });

  it('that is no time or no date says so, and shows what came', () => {
    show(buildLookUp({ last_login: 'yesterday', birthday: '1988-02-30' }));
    expect(row('Last sign-in').value).toBe('Not a time that can be read: yesterday');
    expect(row('Birthday').value).toBe('Not a date that can be read: 1988-02-30');
  });

  it('that is false is switched off', () => {
    show(buildLookUp({ is_active: false }));
    expect(row('Account').value).toBe('Switched off');
    expect(screen.getByText(/^Switched off: this person can't sign in\./)).toBeTruthy();
  });

  it('that holds markup is text', () => {
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
  it('are shown as they came, under a heading of their own', () => {
    show(buildLookUp({ global_role_id: 'role_1', quiet: { from: 22 } }));
    const other = region('Other');
    expect(other.getAllByRole('term').map((term) => term.textContent)).toEqual([
      'global_role_id',
      'quiet',
    ]);
    expect(row('global_role_id').value).toBe('"role_1"');
    expect(row('quiet').value).toBe('{"from":22}');
  });

  it('have no heading where there are none', () => {
    show();
    expect(screen.queryByRole('heading', { name: 'Other' })).toBeNull();
  });
});

describe('the head of the card', () => {
  it('says who it is, how to reach them, and in which state the account is', () => {
    show();
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent.replace(/\s+/g, ' ').trim()).toBe('example_full_name');
    const head = within(heading.parentElement ?? heading);
    expect(head.getByText('user@example.com')).toBeTruthy();
    expect(head.getByText('usr_abc123def456')).toBeTruthy();
    expect(screen.getByText(/^Active\. E-mail verified 3 months ago\. /)).toBeTruthy();
    expect(screen.getByText('From: Account · E-mail last verified · Last sign-in')).toBeTruthy();
  });

  it('says that no name is given', () => {
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

  it('still says which account it is, and in which state', () => {
    show(buildLookUp(), { isPrivate: true });
    expect(row('User ID').value).toBe('usr_abc123def456');
    expect(row('Created').value).toBe('3 months ago 15 Nov 2025, 11:30 CET');
    expect(screen.getByText(/^Active\. /)).toBeTruthy();
  });

  it('says of a value that is not set that it is not', () => {
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
  ])('copies the value as it came, not as it is shown: %s', async (label, fields, text) => {
    expect(await copied(label, buildLookUp(fields))).toEqual([[{ text }]]);
  });

  it('is there for each field that is set, and says what it copies', () => {
    show();
    for (const term of document.querySelectorAll('dt'))
      expect(row(term.textContent).copy?.getAttribute('aria-label')).toBe(
        `Copy: ${term.textContent}`,
      );
  });

  it('can be reached by keyboard', () => {
    show();
    expect(
      screen.getAllByRole('button', { name: /^Copy: / }).filter(({ tabIndex }) => tabIndex !== 0),
    ).toEqual([]);
  });

  it('says aloud that it was done, or that it was not', async () => {
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
  it('is given where another account was sent than was asked for', () => {
    show(buildLookUp({ id: 'usr_b' }, { id: 'usr_a' }));
    expect(screen.getByRole('alert').textContent).toBe(
      'Careful: you asked for \u2068usr_a\u2069, but the server sent another account: \u2068usr_b\u2069',
    );
  });

  it('is not given where it is the same', () => {
    show();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is given where the text held several ids', () => {
    show(buildLookUp(), { idCount: 3 });
    expect(screen.getByText(/^Your text holds/).textContent).toBe(
      'Your text holds 3 different IDs. This is the first one.',
    );
  });

  it('is given where the card shows an older lookup', () => {
    show(buildLookUp({}, { fetchedAt: '2026-03-01T12:00:00.000Z' }), { isRemembered: true });
    const words = 'As it was 2 hours ago (1 Mar 2026, 13:00 CET). Not checked since.';
    expect(screen.getByText(words)).toBeTruthy();
    expect(announcement()).toBe(`Account found: example_full_name. ${words}`);
  });
});

describe('an answer from the history', () => {
  it('can be looked up again where it says how old it is', async () => {
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

describe('what changed', () => {
  it('is a line a field, old and new, since when', () => {
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

  it('is said aloud, without the values', async () => {
    show(buildLookUp(), { changes });
    await tick();
    expect(announcement().trim()).toBe(
      'Account found: example_full_name. Changed: E-mail, Birthday, Account, constructor',
    );
  });

  it('is not there where only time went by', () => {
    show(buildLookUp(), { changes: { ...changes, changes: [] } });
    expect(screen.queryByRole('region', { name: /^Changed since/ })).toBeNull();
    const section = screen.getByRole('region', { name: 'No change since Tuesday 14:02' });
    expect(section.textContent).toContain('Moved on by themselves:');
  });

  it('is masked in privacy mode', () => {
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

  it('is every version, the oldest last, and is asked for when it is wanted', async () => {
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

  it('says that nothing is kept', async () => {
    show();
    await openTab();
    expect(await screen.findByText('No answer about this account is kept.')).toBeTruthy();
  });
});

describe('the note', () => {
  it('is kept when it is done, and it is said where it can’t be', async () => {
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
    const parts = buildInspector();
    const lookUp = buildLookUp({ id: 'usr_a' });
    parts.inspector.phase = {
      name: 'found',
      lookUp,
      isRemembered: false,
      changes: null,
      idCount: 1,
    };
    parts.inspector.shownEntry = buildEntry({ note });
    render(ProfileCard, {
      inspector: parts.inspector,
      ...parts.inspector.phase,
      onticket: () => undefined,
    });
    return { ...parts, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }) };
  };

  it('keeps them', async () => {
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

it('to forget a person is asked from the menu', async () => {
  const { inspector } = show(buildLookUp({ id: 'usr_a' }));
  await fireEvent.pointerDown(screen.getByRole('button', { name: 'More' }), { button: 0 });
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'Forget this person …' }));
  await fireEvent.pointerUp(screen.getByRole('menuitem', { name: 'Forget this person …' }));
  expect(inspector.forgetting).toBe('usr_a');
});

describe('where it comes from', () => {
  it.each([
    [
      'https://api.example.com:8443/v1',
      'From api.example.com:8443, looked up now (1 Mar 2026, 15:00 CET)',
    ],
    ['sample', 'From Sample data, looked up now (1 Mar 2026, 15:00 CET)'],
  ])('is said: %s', (environment, words) => {
    show(buildLookUp({}, { environment, fetchedAt: '2026-03-01T14:00:00.000Z' }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('moves on with the time', async () => {
    show(buildLookUp({}, { fetchedAt: '2026-03-01T14:00:00.000Z' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.getByText(/looked up 1 minute ago/)).toBeTruthy();
  });
});

it('to look up again asks for the id that was asked for', async () => {
  const { bridge } = show(buildLookUp({ id: 'usr_b' }, { id: 'usr_a' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Look up again' }));
  expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
});

it('the raw data are on a tab, indented, and otherwise as they came', async () => {
  const json = '{"id":"usr_a","big":12345678901234567890,"id2":1,"id2":2}';
  const { bridge } = show({ ...buildLookUp({ id: 'usr_a' }), json });
  await fireEvent.click(screen.getByRole('tab', { name: 'Raw data' }));
  const indented =
    '{\n  "id": "usr_a",\n  "big": 12345678901234567890,\n  "id2": 1,\n  "id2": 2\n}';
  expect(document.querySelector('pre')?.textContent).toBe(indented);
  await fireEvent.click(screen.getByRole('button', { name: 'Copy: Raw data' }));
  expect(bridge.clipboard.writeText).toHaveBeenCalledExactlyOnceWith({ text: indented });
});

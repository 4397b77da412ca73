import { afterEach, expect, it, vi } from 'vitest';
import { buildLookUp } from '../../builders';

/** The components that every card renders. */
const components = [
  'profile/ProfileCard',
  'profile/ProfileHeader',
  'profile/Photo',
  'profile/StatusLine',
  'profile/PinAndNote',
  'profile/Fields',
  'profile/FieldValue',
  'profile/LocalTime',
  'ui/FieldRow',
  'ui/Timestamp',
  'ui/CopyButton',
] as const;

const user = (id: string, name: string) => ({
  name: 'found' as const,
  lookUp: buildLookUp({ id, full_name: name, timezone: 'Europe/Zurich' }),
  isRemembered: false,
  changes: null,
  idCount: 1,
});

const pathOf = (component: string) => `../../../../renderer/${component}.svelte`;

afterEach(() => {
  for (const component of components) vi.doUnmock(pathOf(component));
  vi.resetModules();
  document.body.replaceChildren();
});

it.each(components)(
  'no part of the former user stays if %s throws',
  async (component) => {
    const failure = { isOn: false };
    vi.doMock(pathOf(component), async (importOriginal) => {
      const original = await importOriginal<{ default: (...args: unknown[]) => unknown }>();
      return {
        default(...args: unknown[]) {
          if (failure.isOn) throw new RangeError('Invalid time zone specified: Etc/Unknown');
          return original.default(...args);
        },
      };
    });
    // The same copies of Svelte and of the state as the components have.
    const { tick } = await import('svelte');
    const { fireEvent, screen } = await import('@testing-library/svelte');
    await import('../../../../renderer/deferred-components');
    const { buildState } = await import('../fake-bridge');
    const { renderIn } = await import('../render-in');
    const { default: MainArea } = await import('../../../../renderer/lookup/MainArea.svelte');
    const { state } = buildState({}, null);
    const { unmount } = renderIn(state, MainArea, { focusSearchBox: () => undefined });

    state.lookups.phase = user('usr_ann', 'Ann Former');
    await vi.waitFor(() => expect(document.body.textContent).toContain('Ann Former'));

    failure.isOn = true;
    state.lookups.phase = user('usr_bob', 'Bob Next');
    await tick();
    expect(document.body.textContent).not.toMatch(/Ann Former|usr_ann/);
    expect(screen.getByRole('alert').textContent).toContain("can't be shown");

    failure.isOn = false;
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await vi.waitFor(() => expect(document.body.textContent).toContain('Bob Next'));
    expect(screen.queryByRole('alert')).toBeNull();
    unmount();
  },
  60_000,
);

import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import type { AppState } from '../../../renderer/app-state';
import WithState from '../../gallery/WithState.svelte';

/** Renders a component that takes its state from Svelte's context. */
export function renderIn<Props extends Record<string, unknown>>(
  appState: AppState,
  component: Component<Props>,
  ...[props]: Record<string, never> extends Props ? [props?: Props] : [props: Props]
) {
  const { container, rerender, unmount } = render(WithState, {
    appState,
    component: component as Component<Record<string, unknown>>,
    ...props,
  });
  return {
    container,
    rerender: (changes: Partial<Props>) => rerender(changes),
    unmount,
  };
}

import { mount } from 'svelte';
import { AppState } from './app-state';
import App from './App.svelte';
import { requestStart, waitForSize } from './first-screen';
import { reportSession, restoreSession } from './lookup/session-restore.svelte';
import { m } from './messages/compiled/messages.js';
import { showToast } from './ui/announcer.svelte';
import './ui/tokens.css';
import './ui/base.css';

const start = await requestStart(() => window.inspector.app.start());
if (start.ok) {
  const state = new AppState(start.value);
  const { restored } = start.value;
  // The welcome screen is a deferred component. Without it, the first paint would be empty.
  if (state.settings.isWelcome) await import('./deferred-components');
  await waitForSize(window);
  mount(App, { target: document.body, props: { state } });
  // The second frame starts only after the first one is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      void Promise.all([
        state.enterEnvironment(),
        import('./deferred-components'),
        restoreSession(state.lookups, restored),
        state.updates.refresh(),
      ]);
      reportSession(state.lookups);
      if (restored !== null) showToast(m.page_came_back());
    }),
  );
}

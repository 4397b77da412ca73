import { mount } from 'svelte';
import App from './App.svelte';
import { Inspector } from './inspector.svelte';
import { m } from './messages/compiled/messages.js';
import { showToast } from './ui/announcer.svelte';
import './ui/tokens.css';
import './ui/base.css';

const start = await window.inspector.app.start();
if (start.ok) {
  const inspector = new Inspector(window.inspector, start.value);
  // The welcome screen is among the rest, and an empty window would be painted before it.
  if (inspector.isWelcome) await import('./deferred-components');
  // A window that isn't on the screen yet may still be without a size: what is laid out in it would move when it gets one.
  if (innerWidth === 0)
    await new Promise((resolve) => addEventListener('resize', resolve, { once: true }));
  mount(App, { target: document.body, props: { inspector } });
  // The second frame begins when the first one is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      void Promise.all([
        inspector.enterEnvironment(),
        import('./deferred-components'),
        inspector.reopen(),
        inspector.updates.refresh(),
      ]);
      inspector.keepRemembered();
      if (inspector.start.restored !== null) showToast(m.page_came_back());
    }),
  );
}

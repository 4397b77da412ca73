import { mount } from 'svelte';
import * as afterFirstPaint from './after-first-paint';
import App from './App.svelte';
import { Inspector } from './inspector.svelte';
import './ui/tokens.css';
import './ui/base.css';

const start = await window.inspector.start({});
if (start.ok) {
  const inspector = new Inspector(window.inspector, start.value);
  mount(App, { target: document.body, props: { inspector } });
  // The second frame begins when the first one is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => void Promise.all([inspector.enterEnvironment(), afterFirstPaint.load()])),
  );
}

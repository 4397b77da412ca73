import { script } from '../script.mjs';
import { runWithApp } from './run-with-app.mjs';

/** `npm run bench` compares the app with a bare Electron. */
await script(() => runWithApp(['tests/bench/bench.mjs', ...process.argv.slice(2)]));

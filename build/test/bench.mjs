import { script } from '../script.mjs';
import { runWithApp } from './run-with-app.mjs';

await script(() => runWithApp(['tests/bench/bench.mjs', ...process.argv.slice(2)]));

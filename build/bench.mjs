import { runPrepared } from './prepared.mjs';
import { script } from './script.mjs';

await script(() => runPrepared(['tests/bench/bench.mjs', ...process.argv.slice(2)]));

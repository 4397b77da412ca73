/**
 * Looks people up until it is killed, and says the id of each one that the history has taken. Another environment is filled
 * and cleared meanwhile, again and again.
 * Arguments: the URL of the built history, the file, and what the ids begin with.
 */
import { writeSync } from 'node:fs';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { importHistory } from './import-history.mjs';

const [built, file, prefix] = process.argv.slice(2);
if (built === undefined || file === undefined)
  throw new Error('Please name the history and its file.');

const { openHistory, lookUpOf } = await importHistory(built);
const history = openHistory(file);
await history.state();
for (let count = 0; ; count += 1) {
  const id = `usr_${prefix}_${count}`;
  // Every third lookup is of the same person, whose answer changes each time.
  history.remember(lookUpOf({ id, full_name: `Ann ${prefix}` }, 'here'));
  if (count % 3 === 0) history.remember(lookUpOf({ id: 'usr_often', full_name: id }, 'here'));
  writeSync(1, `${id}\n`);
  history.remember(lookUpOf({ id, full_name: 'Bea' }, 'elsewhere'));
  if (count % 20 === 19) void history.clear('elsewhere');
  if (count % 4 === 0) await letOthersRun();
}

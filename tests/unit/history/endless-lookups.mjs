/**
 * Stores lookups until it is killed. Prints the id of each lookup after the history has stored it.
 * Meanwhile fills and clears another environment repeatedly.
 *
 * Arguments: the URL of the built history, the history file, and a prefix for the ids.
 */
import { writeSync } from 'node:fs';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { importHistory } from './import-history.mjs';

const [built, file, prefix] = process.argv.slice(2);
if (built === undefined || file === undefined)
  throw new Error('Usage: endless-lookups.mjs <built history> <history file> <id prefix>');

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
  if (count % 4 === 0) await yieldToEventLoop();
}

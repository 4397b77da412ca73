/**
 * Fills a history file with lookups. One in twenty people also has a failed lookup. Arguments: the
 * URL of the built history module, the file, the number of people, the environment.
 */
import { importHistory } from '../unit/history/import-history.mjs';
import { personOf } from './sample-people.mjs';

const [built = '', file = '', size = '0', environment = ''] = process.argv.slice(2);

const { openHistory, lookUpOf } = await importHistory(built);
const history = openHistory(file);
await history.state();
for (let number = 0; number < Number(size); number += 1) {
  const lookUp = lookUpOf(personOf(number), environment);
  history.remember(lookUp);
  if (number % 20 === 0)
    history.rememberFailed({ ...lookUp, lookedUpAt: lookUp.fetchedAt, problem: 'not-found' });
}

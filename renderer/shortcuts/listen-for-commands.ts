import type { Notice } from '../../electron/contract/notices';
import { commandOf, type KeyRules } from './shortcuts';

/**
 * Calls `run` for each command from the keyboard and for each notice from the main process. Notices
 * include the commands of the native menu.
 *
 * @returns a function that removes the listeners
 */
export function listenForCommands(rules: KeyRules, run: (notice: Notice) => void): () => void {
  const onkeydown = (event: KeyboardEvent) => {
    const command = commandOf(event, rules);
    if (command === null || event.defaultPrevented) return;
    event.preventDefault();
    run(command);
  };
  window.addEventListener('keydown', onkeydown);
  const endNotices = window.inspector.onNotice(run);
  return () => {
    window.removeEventListener('keydown', onkeydown);
    endNotices();
  };
}

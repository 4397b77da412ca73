import type { Notice } from '../../electron/contract/notices';
import { commandOf, type KeyRules } from './shortcuts';

/**
 * Hands over each command that a key or the native menu gives, and what else the main process tells.
 *
 * @returns ends that
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

import type { Command } from '../../electron/ipc/command';
import { commandOf, type KeyRules } from './shortcuts';

/**
 * Hands over each command that a key or the native menu gives.
 *
 * @returns ends that
 */
export function listenForCommands(rules: KeyRules, run: (command: Command) => void): () => void {
  const onkeydown = (event: KeyboardEvent) => {
    const command = commandOf(event, rules);
    if (command === null || event.defaultPrevented) return;
    event.preventDefault();
    run(command);
  };
  window.addEventListener('keydown', onkeydown);
  const endMenu = window.inspector.onCommand(run);
  return () => {
    window.removeEventListener('keydown', onkeydown);
    endMenu();
  };
}

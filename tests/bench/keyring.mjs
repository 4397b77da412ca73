import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Ends the session together with this process: `cat` ends when its standard input is closed. */
const session = `
  # The keyring can't open a dialog, which a benchmark could not answer.
  unset DISPLAY WAYLAND_DISPLAY
  printf '\\n' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null &
  until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \\
    org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null
  do sleep 0.05; done
  echo "$DBUS_SESSION_BUS_ADDRESS"
  cat
  kill $!
  wait
`;

/**
 * Starts a D-Bus session with an unlocked, empty keyring. So the app uses a real keychain, but not
 * the keychain of the person who runs the benchmark.
 *
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} the
 *   environment variables with which a process uses the keyring, and a function that stops it
 */
export async function openKeyring() {
  const folder = await mkdtemp(join(tmpdir(), 'bench-keyring-'));
  const child = spawn('dbus-run-session', ['--', 'sh', '-c', session], {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const address = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (child.exitCode !== null) throw new Error('The keyring did not start.');
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: String(address[0]) },
    async stop() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, maxRetries: 10 });
    },
  };
}

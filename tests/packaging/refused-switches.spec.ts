import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from '../../build/paths.mjs';
import { readJson } from '../../build/read-json.mjs';
import { expect, test } from './fixtures/test';
import { programIn } from './fixtures/test-variant';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ desktop }) => {
  test.skip(
    !(await desktop.hasNamespaces()),
    'this system gives namespaces only to installed programs',
  );
});

/** Switches that would open the app to attackers, with the port that some of them would open. */
const refused: readonly ((port: number) => readonly string[])[] = [
  (port) => [`--remote-debugging-port=${port}`],
  (port) => [`-remote-debugging-port=${port}`],
  (port) => [` --remote-debugging-port=${port}`],
  (port) => [`\t--remote-debugging-port=${port} `],
  (port) => ['account-inspector://user/usr_a', `--remote-debugging-port=${port}`],
  (port) => [`--remote-debugging-address=127.0.0.1`, `--remote-debugging-port=${port}`],
  () => ['--remote-debugging-port=0'],
  () => ['--remote-debugging-pipe'],
  (port) => [`--inspect=${port}`],
  (port) => [`--inspect-brk=${port}`],
  (port) => [`--inspect-port=${port}`, '--inspect'],
  () => ['--inspect-publish-uid=stderr'],
  () => ['--js-flags=--expose-gc'],
  () => ['--disable-web-security'],
  () => ['--no-sandbox'],
];

for (const args of refused) {
  test(`the shipped app refuses to start with ${JSON.stringify(args(1))} and opens no port`, async ({
    unpacked,
    desktop,
  }) => {
    const port = await freePort();
    const running = desktop.outcome({}, programIn(unpacked), ...args(port));
    const [outcome, connections] = await Promise.all([running, connectionsWhile(running, port)]);
    expect(outcome.output).toMatch(/Account Inspector does not take the switch --[\w-]+\./);
    expect(outcome.code).toBe(64);
    expect(outcome.output).not.toMatch(/listening/i);
    expect(connections).toBe(0);
    expect(existsSync(join(desktop.profile, 'DevToolsActivePort'))).toBe(false);
  });
}

test('the shipped app cannot run as Node.js', async ({ unpacked, desktop, folder }) => {
  const [script, trace] = [join(folder, 'script.cjs'), join(desktop.person.home, 'ran')];
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
  await chmod(script, 0o644);
  const program = programIn(unpacked);
  const asNode = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` };
  const { version } = readJson(join(projectFolder, 'package.json')) as { version: string };

  // Node.js would print its own version and run the script.
  expect(await desktop.outcome(asNode, program, '--version')).toMatchObject({
    code: 0,
    output: expect.stringContaining(version),
  });
  expect(await desktop.outcome(asNode, program, `--eval=require('${script}')`)).toMatchObject({
    code: 64,
  });
  const app = await desktop.open(
    'env',
    ...Object.entries(asNode).map(([name, value]) => `${name}=${value}`),
    ...[program, script],
  );
  await app.quit();
  expect(existsSync(trace)).toBe(false);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Counts successful connections to a port until a promise settles. */
async function connectionsWhile(running: Promise<unknown>, port: number): Promise<number> {
  const isOver = running.then(() => true);
  let connections = 0;
  do if (await canConnect(port)) connections += 1;
  while (!(await Promise.race([isOver, Promise.resolve(false)])));
  return connections;
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

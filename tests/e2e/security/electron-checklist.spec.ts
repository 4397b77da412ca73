import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import type { ElectronApplication, Page } from '@playwright/test';
import { shippedFuses } from '../../../build/package/fuses.mjs';
import { projectFolder } from '../../../build/paths.mjs';
import { readJson } from '../../../build/read-json.mjs';
import { reportCount } from '../fixtures/report-count';
import { expect, test } from '../fixtures/test';

/**
 * A step for one point of Electron's checklist, with its number:
 * https://www.electronjs.org/docs/latest/tutorial/security#checklist-security-recommendations
 */
function point(name: `${number}: ${string}`, body: () => Promise<void> | void): Promise<void> {
  reportCount("points of Electron's checklist", 1);
  return test.step(name, body);
}

const preferencesOf = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });

/** Starts a server that counts connections. */
async function listen() {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    visits: () => visits,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('the page has no Node, an isolated context, a sandbox and no dangerous preference', async ({
  launch,
}) => {
  const { electron, inspector } = await launch({ isAttacked: true });
  const { page } = inspector;
  const preferences = await preferencesOf(electron);

  await point('2: no Node for the page', async () => {
    expect(preferences['nodeIntegration']).toBe(false);
    expect(preferences['nodeIntegrationInSubFrames']).not.toBe(true);
    expect(preferences['nodeIntegrationInWorker']).not.toBe(true);
    const globals = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'];
    expect(
      await page.evaluate((names) => names.filter((name) => name in globalThis), globals),
    ).toEqual([]);
  });

  await point('3: context isolation', () => expect(preferences['contextIsolation']).toBe(true));

  await point('4: the sandbox', () => {
    expect(preferences['sandbox']).toBe(true);
  });

  await point('6: web security is on', () => expect(preferences['webSecurity']).not.toBe(false));
  await point('8: no insecure content', () => {
    expect(preferences['allowRunningInsecureContent']).not.toBe(true);
  });
  await point('9: no experimental features', () => {
    expect(preferences['experimentalFeatures']).not.toBe(true);
  });
  await point('10: no Blink features', () =>
    expect(preferences['enableBlinkFeatures'] ?? '').toBe(''),
  );

  await point('11: no webview opens windows, because there is none', async () => {
    expect(preferences['webviewTag']).not.toBe(true);
    const isPlain = await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('allowpopups', '');
      document.body.append(view);
      const isPlain = !('loadURL' in view);
      view.remove();
      return isPlain;
    });
    expect(isPlain).toBe(true);
  });

  await point('12: attaching a webview is prevented', async () => {
    const isStopped = await electron.evaluate(({ BrowserWindow }) => {
      let isStopped = false;
      const event = { preventDefault: () => (isStopped = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
      return isStopped;
    });
    expect(isStopped).toBe(true);
  });

  await point("20: nothing of Electron's reaches the page", async () => {
    const { members, areFrozen } = await page.evaluate(() => {
      const { onNotice, ...groups } = window.inspector;
      const functions = Object.values(groups).flatMap((group) => Object.entries(group));
      return {
        members: [['onNotice', onNotice] as const, ...functions].map(
          ([name, value]) => `${name}: ${typeof value}`,
        ),
        areFrozen: [window.inspector, ...Object.values(groups)].every((part) =>
          Object.isFrozen(part),
        ),
      };
    });
    expect(members.length).toBeGreaterThan(20);
    expect(members.filter((member) => !member.endsWith(': function'))).toEqual([]);
    expect(areFrozen).toBe(true);
  });
});

test('the page runs only its own files and reaches no server', async ({ launch }) => {
  const stranger = await listen();
  const { electron, inspector } = await launch({ isAttacked: true });
  const { page } = inspector;

  await point('7: a content security policy on every answer', async () => {
    const policies = await electron.evaluate(async ({ net }) => {
      const answers = await Promise.all(
        ['index.html', 'nothing.js', '..%2f..%2fpackage.json'].map((name) =>
          net.fetch(`app://inspector/${name}`),
        ),
      );
      return answers.map(({ status, headers }) => [status, headers.get('content-security-policy')]);
    });
    expect(policies.map(([status]) => status)).toEqual([200, 404, 404]);
    for (const [, policy] of policies) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  await point('1: only its own content, and no way out', async () => {
    const ran = await page.evaluate(attempts, stranger.address);
    expect(ran, 'what the page could do').toEqual([]);
    // The content security policy doesn't apply to the session, so the session itself must have no
    // network.
    const reached = await electron.evaluate(
      ({ session }, address) =>
        session.defaultSession.fetch(`http://${address}/`).then(
          () => true,
          () => false,
        ),
      stranger.address,
    );
    expect(reached).toBe(false);
    expect(stranger.visits()).toBe(0);
  });
  await stranger.stop();
});

/**
 * Runs in the page: tries every way to run a script or to use the network. Returns the ways that
 * worked.
 */
async function attempts(address: string): Promise<string[]> {
  const worked: string[] = [];
  const settled = (name: string, attempt: () => Promise<unknown>) =>
    Promise.race([
      // A refused attempt may stay pending, but it reports a violation.
      new Promise<void>((resolve) =>
        document.addEventListener('securitypolicyviolation', () => resolve(), { once: true }),
      ),
      (async () => {
        await attempt();
        worked.push(name);
      })().catch(() => undefined),
    ]);
  const loaded = (element: HTMLElement) =>
    new Promise((resolve, reject) => {
      element.addEventListener('load', resolve);
      element.addEventListener('error', reject);
      document.body.append(element);
    });
  const element = (tag: string, attributes: Record<string, string>) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  for (const [name, attempt] of Object.entries({
    fetch: () => globalThis.fetch(`http://${address}/`),
    XMLHttpRequest: () =>
      new Promise((resolve, reject) => {
        const request = new globalThis.XMLHttpRequest();
        request.addEventListener('load', resolve);
        request.addEventListener('error', reject);
        request.open('GET', `http://${address}/`);
        request.send();
      }),
    WebSocket: () =>
      new Promise((resolve, reject) => {
        const socket = new globalThis.WebSocket(`ws://${address}/`);
        socket.addEventListener('open', resolve);
        socket.addEventListener('error', reject);
      }),
    EventSource: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`http://${address}/`);
        source.addEventListener('open', resolve);
        source.addEventListener('error', reject);
      }),
    image: () => loaded(element('img', { src: `http://${address}/a.png` })),
    'data image': () =>
      loaded(element('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })),
    stylesheet: () =>
      loaded(element('link', { rel: 'stylesheet', href: `http://${address}/a.css` })),
    'inline script': () => {
      const script = document.createElement('script');
      script.append('globalThis.hasRun = true');
      document.body.append(script);
      return 'hasRun' in globalThis ? Promise.resolve() : Promise.reject(new Error('refused'));
    },
    script: () => loaded(element('script', { src: `http://${address}/a.js` })),
    'data script': () => loaded(element('script', { src: 'data:text/javascript,' })),
    worker: () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        worker.addEventListener('message', resolve);
        worker.addEventListener('error', reject);
      }),
    frame: () =>
      new Promise((resolve, reject) => {
        const frame = element('iframe', { src: `http://${address}/` }) as HTMLIFrameElement;
        frame.addEventListener('load', () => {
          // A refused frame shows an error page, which also has another origin.
          if (frame.contentDocument === null) reject(new Error('refused'));
          else resolve(frame);
        });
        document.body.append(frame);
      }),
  })) {
    await settled(name, attempt);
  }

  const isRefused = (attempt: () => unknown) => {
    try {
      return attempt() === undefined;
    } catch {
      return true;
    }
  };
  if (!isRefused(() => globalThis.eval('1'))) worked.push('eval');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- checks that it is refused
  if (!isRefused(() => (new Function('return 1') as () => number)())) worked.push('Function');
  if (!isRefused(() => ((document.createElement('p').innerHTML = '<b>a</b>'), 1)))
    worked.push('innerHTML');
  navigator.sendBeacon(`http://${address}/`, 'a');

  const inline = element('p', { style: 'color: rgb(1, 2, 3)' });
  document.body.append(inline);
  if (getComputedStyle(inline).color === 'rgb(1, 2, 3)') worked.push('inline style');

  const peer = new RTCPeerConnection({
    iceServers: [
      {
        urls: [`turn:${address}?transport=tcp`, `turn:${address}`],
        username: 'a',
        credential: 'a',
      },
    ],
  });
  const gathered = new Promise<void>((resolve) =>
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState === 'complete') resolve();
    }),
  );
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== '') worked.push('WebRTC');
  });
  peer.createDataChannel('a');
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  peer.close();
  return worked;
}

/** Runs in the page: asks for a device while a click is still active. */
async function askForDevice(kind: 'usb' | 'hid' | 'serial' | 'bluetooth'): Promise<string> {
  if (!navigator.userActivation.isActive) return 'no click is active';
  type Devices = {
    requestDevice?: (options: object) => Promise<unknown>;
    requestPort?: () => Promise<unknown>;
  };
  const devices = (navigator as unknown as Record<string, Devices | undefined>)[kind];
  if (devices === undefined) return 'refused';
  const options = kind === 'bluetooth' ? { acceptAllDevices: true } : { filters: [] };
  try {
    const given = await (devices.requestPort?.() ?? devices.requestDevice?.(options));
    return Array.isArray(given) && given.length === 0 ? 'refused' : 'given';
  } catch {
    return 'refused';
  }
}

test('the page gets no permission', async ({ launch }) => {
  const { electron, inspector } = await launch({ isAttacked: true });
  await point('5: every permission is denied', async () => {
    const granted = await inspector.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'clipboard-write',
        'idle-detection',
        'persistent-storage',
        'screen-wake-lock',
        'storage-access',
        'window-management',
        'local-fonts',
        'background-sync',
        'payment-handler',
      ];
      const granted: string[] = [];
      for (const name of names) {
        const status = await navigator.permissions
          .query({ name: name as PermissionName })
          .catch(() => null);
        if (status?.state === 'granted') granted.push(name);
      }
      const asks: Record<string, () => Promise<unknown>> = {
        geolocation: () =>
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, reject),
          ),
        media: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        clipboard: () => navigator.clipboard.readText(),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
        'wake lock': () => navigator.wakeLock.request(),
        notification: async () => {
          if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
        },
      };
      for (const [name, ask] of Object.entries(asks)) {
        await ask().then(
          () => granted.push(name),
          () => undefined,
        );
      }
      return granted;
    });
    expect(granted).toEqual([]);

    // Chromium demands a click for each request. The listeners would choose a device.
    await electron.evaluate(({ BrowserWindow, session }) => {
      const chosen: string[] = [];
      Object.assign(globalThis, { chosen });
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as
        NodeJS.EventEmitter | undefined;
      const defaultSession = session.defaultSession as NodeJS.EventEmitter;
      for (const event of ['select-usb-device', 'select-hid-device', 'select-serial-port'])
        defaultSession.on(event, () => chosen.push(event));
      contents?.on('select-bluetooth-device', () => chosen.push('select-bluetooth-device'));
    });
    for (const device of ['usb', 'hid', 'serial', 'bluetooth'] as const)
      expect(await inspector.page.evaluate(askForDevice, device), device).toBe('refused');
    expect(
      await electron.evaluate(() => (globalThis as unknown as { chosen: string[] }).chosen),
    ).toEqual([]);
  });
});

test('the page can neither navigate nor open a window', async ({ launch }) => {
  const stranger = await listen();
  const { electron, inspector } = await launch({ isAttacked: true });
  const { page, welcome } = inspector;
  // A navigation would cancel what is still loading.
  await welcome.heading.waitFor();
  const windows = () =>
    electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    Object.assign(shell, { openExternal: (url: string) => void opened.push(url) });
  });
  const stays = async (name: string, attempt: (page: Page) => Promise<unknown>) => {
    await attempt(page).catch(() => undefined);
    // A navigation would have removed the bridge.
    expect(await page.evaluate(() => typeof window.inspector.app.start), name).toBe('function');
    expect(page.url(), name).toBe('app://inspector/index.html');
  };

  await point('13: no navigation', async () => {
    for (const url of [
      `http://${stranger.address}/`,
      'https://example.com/',
      'file:///etc/hostname',
      'data:text/html,<h1>a</h1>',
      'app://other/index.html',
      'chrome://gpu',
      'view-source:app://inspector/index.html',
      'javascript:document.body.replaceChildren()',
      'account-inspector://user/usr_a',
      'blob:app://inspector/0',
    ]) {
      await stays(url, (page) =>
        page.evaluate((url) => {
          location.assign(url);
        }, url),
      );
      await stays(`a link to ${url}`, (page) =>
        page.evaluate((url) => {
          const link = document.createElement('a');
          link.href = url;
          document.body.append(link);
          link.click();
          link.remove();
        }, url),
      );
    }
    await stays('a form', (page) =>
      page.evaluate((address) => {
        const form = document.createElement('form');
        form.action = `http://${address}/`;
        document.body.append(form);
        form.submit();
        form.remove();
      }, stranger.address),
    );
    await stays('a refresh', (page) =>
      page.evaluate((address) => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'refresh';
        meta.content = `0; url=http://${address}/`;
        document.head.append(meta);
      }, stranger.address),
    );
    // Playwright's locators would wait for the navigations, which never finish.
    expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toMatch(/Welcome/);
  });

  await point('14: no second window', async () => {
    expect(await windows()).toBe(1);
    const opened = await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = `http://${address}/`;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
      return [
        globalThis.open(`http://${address}/`),
        globalThis.open('about:blank'),
        globalThis.open('app://inspector/index.html', '_blank', 'nodeIntegration=yes'),
      ].filter((window) => window !== null).length;
    }, stranger.address);
    expect(opened).toBe(0);
    expect(await windows()).toBe(1);
  });

  await point('15: nothing is handed to the system to open', async () => {
    const opened = await electron.evaluate(
      () => (globalThis as unknown as { opened: string[] }).opened,
    );
    expect(opened).toEqual([]);
  });

  await point('18: no file://', async () => {
    const urls = await page.evaluate(() => [
      location.href,
      document.baseURI,
      ...Array.from(document.scripts, ({ src }) => src),
      ...Array.from(document.styleSheets, ({ href }) => href ?? 'inline'),
    ]);
    expect(urls.length).toBeGreaterThan(3);
    expect(urls.filter((url) => !url.startsWith('app://inspector/'))).toEqual([]);
    // Addresses of the app's scheme don't lead out of the page's folder either. The main process
    // requests them, because no content security policy applies to it.
    const statuses = await electron.evaluate(({ net }) =>
      Promise.all(
        [
          '../main/main.cjs',
          '..%2fmain%2fmain.cjs',
          '..%5cmain%5cmain.cjs',
          '%2e%2e/main/main.cjs',
          '/etc/hostname',
        ]
          .map((path) => `app://inspector/${path}`)
          .map(async (url) => (await net.fetch(url)).status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));
  });
  expect(stranger.visits()).toBe(0);
  await stranger.stop();
});

test('IPC accepts only the main frame of the app’s window with the app’s page', async ({
  launch,
}) => {
  const { electron } = await launch({ isAttacked: true });
  await point('17: the sender of every message is checked', async () => {
    const answers = await electron.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true },
        });
        await other.loadURL('app://inspector/index.html');
        const answers = (await other.webContents.executeJavaScript(
          // All functions except the one that only registers a listener.
          'const { onNotice, ...groups } = inspector;' +
            'const calls = Object.values(groups).flatMap((group) => Object.values(group));' +
            'Promise.all(calls.map((call) => call({})))',
        )) as { problem?: { reason?: string } }[];
        other.destroy();
        return answers.map((answer) => answer.problem?.reason ?? 'answered');
      },
      join(projectFolder, 'out/preload/preload.cjs'),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((answer) => answer !== 'sender')).toEqual([]);

    const fromForeignPage = await electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      await contents?.loadURL('data:text/html,<p>another page</p>');
      const ask = 'inspector.app.start().then((answer) => answer.problem?.reason ?? "answered")';
      return contents?.executeJavaScript(ask) as Promise<string>;
    });
    expect(fromForeignPage).toBe('sender');
  });
});

test('the shipped Electron has an exact version, and every fuse is set', async () => {
  await point(
    '16: one exact version of Electron; npm run audit asks whether it is supported',
    () => {
      const { devDependencies } = readJson(join(projectFolder, 'package.json')) as {
        devDependencies: Record<string, string>;
      };
      expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    },
  );

  await point('19: every fuse is stated, and none opens a door', () => {
    const fuses = shippedFuses('win32');
    const names = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
    expect(Object.keys(fuses).map(Number).toSorted()).toEqual(names.toSorted());
    expect(fuses[FuseV1Options.RunAsNode]).toBe(false);
    expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false);
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
    expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
    expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(false);
    expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(true);
  });
});

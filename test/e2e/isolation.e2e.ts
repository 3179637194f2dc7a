import { expect } from 'playwright/test';
import { channels } from '#shared/ipc/channels.ts';
import { call } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';

let launched: LaunchedApp;

test.beforeAll(async () => {
  launched = await launch();
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

test('the page has no Node and nothing of Electron but one bridge with two functions', async () => {
  const found = await launched.page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    return {
      node: names.filter((name) => Reflect.has(globalThis, name)),
      bridge: Object.keys(window.workbench).sort(),
      isFrozen: Object.isFrozen(window.workbench),
    };
  });
  expect(found).toEqual({ node: [], bridge: ['call', 'listen'], isFrozen: true });
});

test('the window is sandboxed, isolated and without Node in every setting', async () => {
  const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron keeps what a window was made with behind a name that its types leave out.
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
    return typeof read === 'function' ? read.call(contents) : null;
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('no setting opens what Electron closes', async () => {
  const settings = await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
    const preferences: unknown = typeof read === 'function' ? read.call(contents) : {};
    const names = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures'];
    return [...names, 'webviewTag', 'nodeIntegrationInSubFrames'].filter((name) =>
      Boolean(Reflect.get(Object(preferences), name)),
    );
  });
  expect(settings).toEqual([]);
});

test('a channel that does not exist is refused before it reaches the main process', async () => {
  const answer = await launched.page.evaluate(() => {
    const anyCall: unknown = Reflect.get(window.workbench, 'call');
    return typeof anyCall === 'function' ? anyCall('nope', { path: '/etc/passwd' }) : null;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
});

test('what is no request is refused on every channel', async () => {
  const answers = await launched.page.evaluate(async (names) => {
    const anyCall: unknown = Reflect.get(window.workbench, 'call');
    if (typeof anyCall !== 'function') return [];
    const codes: unknown[] = [];
    for (const name of names) {
      for (const request of [{ surprise: true }, 'text', 7]) {
        codes.push([name, (await anyCall(name, request)).error?.code]);
      }
    }
    return codes;
  }, channels);
  expect(answers).toHaveLength(3 * channels.length);
  for (const answer of answers) expect(answer).toEqual([expect.any(String), 'request-invalid']);
});

test('fields of the policy that are not valid come back by their names', async () => {
  const { page } = launched;
  const { policies } = await call(page, 'app:get-snapshot', null);
  const answer = await page.evaluate(
    (policy) =>
      window.workbench.call('policy:set-policy', {
        ...policy,
        responderCertificate: null,
        responderUri: 'javascript:alert(1)',
      }),
    { ...policies.current, responderCertificate: null },
  );
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'fields-invalid', problems: [{ field: 'responderUri' }] },
  });
});

test('only the documents that the window links to are opened outside', async () => {
  const { page, app } = launched;
  await app.evaluate(({ shell }) => {
    Object.assign(shell, { openExternal: () => Promise.reject(new Error('must not be opened')) });
  });
  for (const url of ['https://example.com/', 'http://www.rfc-editor.org/', 'file:///etc/passwd']) {
    const answer = await page.evaluate(
      (wanted) => window.workbench.call('app:open-external', { url: wanted }),
      url,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
  }
});

test('new windows and permissions are denied', async () => {
  const { page, app } = launched;
  const answers = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'clipboard-read'];
    const states = names.map((name) =>
      // Not every name is in the types of the DOM.
      navigator.permissions.query({ name } as PermissionDescriptor),
    );
    return {
      child: window.open('https://example.com/'),
      permissions: (await Promise.all(states)).map(({ state }) => state),
    };
  });
  expect(answers).toEqual({ child: null, permissions: Array(4).fill('denied') });
  expect(app.windows()).toHaveLength(1);
});

test('the window cannot be led away from its page', async ({ open }) => {
  const { app, page } = await open();
  const before = page.url();
  // In the main process: Playwright would wait for the end of a navigation that never begins.
  const after = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('There is no window.');
    const prevented = new Promise<string>((resolve) => {
      contents.once('will-navigate', (event) => resolve(String(event.defaultPrevented)));
    });
    await contents.executeJavaScript("location.href = 'https://example.com/'; 0");
    const wasPrevented = await prevented;
    const url = contents.getURL();
    contents.reload();
    return { wasPrevented, url };
  });
  expect(after).toEqual({ wasPrevented: 'true', url: before });
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});

test('the page comes with the policy as designed, and a fresh nonce each time', async () => {
  const { page } = launched;
  const read = () =>
    page.evaluate(async () => {
      const { headers } = await fetch(window.location.href);
      return Object.fromEntries(headers.entries());
    });
  const [first, second] = [await read(), await read()];
  const policyOf = (headers: Record<string, string>) => headers['content-security-policy'] ?? '';
  expect(policyOf(first).replace(/'nonce-[A-Za-z0-9+/=]{24}'/, "'nonce-…'")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' data:; " +
      "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'",
  );
  expect(policyOf(first)).not.toBe(policyOf(second));
  expect(first).toMatchObject({ 'x-content-type-options': 'nosniff' });
});

test('the policy is in force: inline script, eval, foreign requests and frames are stopped', async () => {
  const { page, faults } = launched;
  const attempts = await page.evaluate(async () => {
    const script = document.createElement('script');
    const stopped: string[] = [];
    const attempt = async (name: string, work: () => unknown) => {
      try {
        await work();
      } catch {
        stopped.push(name);
      }
    };
    await attempt('inline', () => {
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
    });
    await attempt('html', () => {
      document.body.insertAdjacentHTML('beforeend', '<b></b>');
    });
    await attempt('fetch', () => fetch('https://example.com/'));
    // Not from here: what a debugger evaluates may build functions from text.
    await attempt('function', async () => {
      await new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(new Function('return 1')());
          } catch (error) {
            reject(error);
          }
        });
      });
    });
    script.remove();
    return { stopped, wasRun: Reflect.has(globalThis, 'wasRun') };
  });
  expect(attempts).toEqual({ stopped: ['inline', 'html', 'fetch', 'function'], wasRun: false });
  // The violations were told, so a violation anywhere else would be told as well.
  await expect.poll(async () => (await faults.list()).join('\n')).toMatch(/violation: connect-src/);
  expect((await faults.list()).join('\n')).toMatch(/violation: require-trusted-types-for/);
  faults.expect(/violation|Content Security Policy|TrustedHTML|TrustedScript|Refused|EvalError/);
});

test('the scheme serves the built page and nothing else of the disk', async () => {
  launched.faults.expect(/responded with a status of 404/);
  const statuses = await launched.page.evaluate(async () => {
    const paths = [
      '../main/index.js',
      '%2e%2e/main/index.js',
      '..%2fmain%2findex.js',
      'nothing.js',
    ];
    const answers = paths.map((path) => fetch(`app://revoscope/${path}`));
    return (await Promise.all(answers)).map(({ status }) => status);
  });
  expect(statuses).toEqual([404, 404, 404, 404]);
});

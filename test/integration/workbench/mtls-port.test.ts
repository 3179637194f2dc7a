import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workbench } from '#workbench/workbench.ts';
import { createTestWorkbench } from '../../support/workbench.ts';

let workbench: Workbench;
let other: Server;
let port = 0;

beforeAll(async () => {
  workbench = createTestWorkbench();
  await workbench.lab.start();
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => workbench.close());

const running = () => {
  const { state } = workbench.mtls.view();
  return state.state === 'running' ? state.port : state.state;
};

it('the server takes any port while another program has its own, and returns to its own after that', async () => {
  await workbench.mtls.setSettings({ ...workbench.mtls.settings(), port });
  await workbench.mtls.startAnywhere();
  expect(running()).toEqual(expect.any(Number));
  expect(running()).not.toBe(port);
  expect(workbench.mtls.view().settings.port).toBe(port);
  // Another setting is no reason to keep the other port for good.
  await workbench.mtls.setSettings({ ...workbench.mtls.view().settings, denial: 'close' });
  expect(workbench.mtls.view().settings.port).toBe(port);

  await workbench.mtls.stop();
  expect(await workbench.mtls.start()).toMatchObject({
    ok: false,
    error: { error: { code: 'port-in-use', port } },
  });
  other.close();
  await once(other, 'close');
  await workbench.mtls.start();
  expect(running()).toBe(port);
});

import process from 'node:process';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { startHoldingResponder } from '../../support/mtls/holding-responder.ts';
import { suiteMtls, suitePeers } from '../../support/mtls/mtls-peers.ts';
import { openMtls } from '../../support/mtls/test-mtls.ts';
import { rawVisitor } from '../../support/mtls/visitor.ts';
import type { Issued } from '../../support/openssl-pki.ts';

let client: Issued;
const peers = suitePeers('mtls-many-clients', async (pki) => {
  client = await pki.issueClient({ name: 'one of many' });
});
const mtls = suiteMtls(openMtls, peers);

const warnings: Error[] = [];
const note = (warning: Error) => warnings.push(warning);
process.on('warning', note);
afterEach(() => process.off('warning', note));

it('decides on fourteen clients at once without a warning of Node', async () => {
  const holding = await startHoldingResponder(peers().responder.url);
  onTestFinished(() => holding.stop());
  await mtls().setPolicy({ responderUri: holding.url });
  const visitors = await Promise.all(
    Array.from({ length: 14 }, () => rawVisitor(mtls().port, peers().pki, client)),
  );
  for (const { socket } of visitors) socket.write('GET / HTTP/1.0\r\n\r\n');
  await holding.untilAsked();
  while ((await mtls().connections()).some(({ requests }) => requests === 0)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  holding.release();
  const answers = await Promise.all(visitors.map(({ untilClosed }) => untilClosed()));
  expect(answers.every((answer) => answer.startsWith('HTTP/1.1 200'))).toBe(true);
  expect(warnings).toEqual([]);
});

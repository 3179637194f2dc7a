import { expect } from 'playwright/test';
import {
  type Behaviour,
  emptyBody,
  htmlPage,
  internalError,
} from '../support/hostile-behaviour.ts';
import { type HostileServer, startHostileServer } from '../support/hostile-server.ts';
import { makeRequest, makeResponse } from '../support/openssl-ocsp.ts';
import { resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { dropFiles } from './support/inputs.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;
let server: HostileServer;
/** A true and valid answer about another certificate. */
let otherAnswer: Uint8Array;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
  server = await startHostileServer({ kind: 'silent' });
  const { issuer } = world.pki;
  const request = await makeRequest({ issuer, certificates: [world.revoked] });
  otherAnswer = await makeResponse(request, { authority: issuer, nextUpdateMinutes: 60 });
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(async () => {
  // Whatever happened, the next check works.
  await resetWorkspace(launched.page);
  await workbench.check('gateway-good');
  await workbench.expectVerdict('Authentication completed', /is good/);
  await expectNoFaults(launched.faults);
});
test.afterAll(async () => {
  await launched.close();
  await server.stop();
});

const denied = 'Authentication denied';

const answers: readonly {
  readonly what: string;
  readonly behaviour: () => Behaviour;
  readonly sentence: RegExp;
}[] = [
  {
    what: 'an HTML page',
    behaviour: () => htmlPage,
    sentence: /not a well-formed OCSP response: .* It was served as text\/html/,
  },
  {
    what: 'HTTP 500',
    behaviour: () => internalError,
    sentence: /The responder answered HTTP 500 Internal Server Error instead of 200/,
  },
  {
    what: 'an empty body',
    behaviour: () => emptyBody,
    sentence: /The responder answered with an empty body/,
  },
  {
    what: '10 MB',
    behaviour: () => ({ kind: 'huge', bytes: 10_000_000, announced: 'chunked' }),
    sentence: /larger than the limit of 65,?536 octets/,
  },
  {
    what: 'half a response',
    behaviour: () => ({ kind: 'half', body: otherAnswer, bytes: 100 }),
    sentence: /closed the connection after 100 of \d+ octets/,
  },
  {
    what: 'a truncated response as if it were whole',
    behaviour: () => ({ kind: 'respond', body: otherAnswer.subarray(0, 100) }),
    sentence: /not a well-formed OCSP response: SEQUENCE of \d+ octets runs \d+ past the end/,
  },
  {
    what: 'an answer about another certificate',
    behaviour: () => ({ kind: 'respond', body: otherAnswer }),
    sentence: /“CertID identifies the certificate” failed\. No answer about serial number/,
  },
];

for (const { what, behaviour, sentence } of answers) {
  test(`a responder that answers with ${what} is named as the cause`, async () => {
    server.behave(behaviour());
    await workbench.setResponderUri(server.url);
    await workbench.check('gateway-good');
    await workbench.expectVerdict(denied, sentence);
    await expect(workbench.verdict).toContainText('Fallback is set to block');
    await expect(workbench.cache).toContainText('Nothing is kept yet');
  });
}

test('a responder that says nothing is given up after the time-out', async () => {
  server.behave({ kind: 'silent' });
  await workbench.setResponderUri(server.url);
  await workbench.setAdvanced('Connect time-out', '200 ms');
  await workbench.setAdvanced('Time-out of the exchange', '300 ms');
  await workbench.check('gateway-good');
  await workbench.expectVerdict(denied, /300 ms/);
});

test('a check that runs shows what it waits for and can be cancelled', async () => {
  server.behave({ kind: 'silent' });
  await workbench.setResponderUri(server.url);
  await workbench.choose('gateway-good');
  await workbench.checkButton.click();
  await expect(workbench.verdict.getByRole('heading')).toHaveText('Checking…');
  await expect(workbench.verdict).toContainText(
    `Waiting for the responder 127.0.0.1:${server.port}`,
  );
  await workbench.policy.getByRole('button', { name: 'Cancel' }).click();
  await workbench.expectVerdict('Check cancelled', /You cancelled it after/);
});

test('a certificate without AIA and without a configured URI fails the check', async () => {
  await workbench.choose('gateway-no-aia');
  await expect(workbench.policy).toContainText(/no URI/);
  await workbench.check();
  await workbench.expectVerdict(denied, /no responder URI/i);
  await expect(workbench.diagram.getByRole('option', { name: /No responder URI/ })).toBeVisible();
});

test('files that are no certificate are named, each with its reason', async ({ world }) => {
  await dropFiles(launched.page, [
    { name: 'photo.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]) },
    { name: 'empty.pem', bytes: new Uint8Array(0) },
    { name: 'cut.der', bytes: world.good.der.subarray(0, 200) },
  ]);
  const { problems } = workbench;
  await expect(problems.getByRole('alert')).toHaveCount(3);
  for (const name of ['photo.jpg', 'empty.pem', 'cut.der']) {
    await expect(problems.getByRole('alert').filter({ hasText: name })).toContainText(
      'could not be loaded',
    );
  }
  await workbench.dismissProblems();
  await expect(problems).toBeHidden();
});

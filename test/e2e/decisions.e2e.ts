import { expect } from 'playwright/test';
import { resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

const completed = 'Authentication completed';
const denied = 'Authentication denied';

test('good completes the authentication, step by step', async ({ world }) => {
  await workbench.check('gateway-good');
  await workbench.expectVerdict(
    completed,
    /says this certificate is good\. The answer holds until/,
  );
  await expect(workbench.verdict).toContainText(`127.0.0.1:${world.responder.port}`);

  const steps = workbench.diagram.getByRole('option');
  await expect(steps.first()).toHaveAccessibleName(/Presents gateway-good/);
  const names = await steps.evaluateAll((all) => all.map((step) => step.ariaLabel ?? ''));
  const expected = [
    /Presents gateway-good/,
    /Chain holds/,
    /Responder URI from AIA/,
    /Cache lookup/,
    /Request, serial/,
    /Response: good/,
    /Response validated/,
    /status = good/,
    /A server would let it in/,
    /Kept in the cache/,
  ];
  for (const name of expected) expect(names.filter((step) => name.test(step))).toHaveLength(1);
  expect(names).toHaveLength(expected.length);
});

test('the panes show the checks, the decoded message, its bytes and the HTTP exchange', async () => {
  await workbench.check('gateway-good');
  const { details, diagram } = workbench;

  const checks = await workbench.showTab('Checks');
  const rows = checks.getByRole('listitem');
  const count = await rows.count();
  expect(count).toBeGreaterThan(15);
  await expect(details.getByRole('tab', { name: 'Checks' })).toContainText(String(count));
  await expect(checks).toContainText(/\d+ passed/);
  await expect(checks).not.toContainText(/failed/);
  await checks
    .getByRole('button', { name: /signature/i })
    .first()
    .click();
  await expect(checks.getByRole('button', { name: /signature/i }).first()).toHaveAttribute(
    'aria-expanded',
    'true',
  );

  await diagram.getByRole('option', { name: /Response: good/ }).click();
  const message = await workbench.showTab('Message');
  await expect(message).toContainText('thisUpdate');
  await expect(message).toContainText('nextUpdate');
  await expect(message).toContainText(/sha256WithRSAEncryption|ecdsa-with-SHA256/i);

  const bytes = await workbench.showTab('Bytes');
  const tree = bytes.getByRole('tree');
  await expect(tree.getByRole('treeitem').first()).toContainText('SEQUENCE');
  await expect(bytes.getByRole('region', { name: /^[\d,]+ bytes$/ })).toContainText('30');

  await diagram.getByRole('option', { name: /Request, serial/ }).click();
  await expect(details.getByRole('heading', { name: 'OCSP request', exact: true })).toBeVisible();

  const http = await workbench.showTab('HTTP');
  await expect(http).toContainText(/(GET|POST) http:\/\/127\.0\.0\.1/);
  await expect(http).toContainText('HTTP 200');
  await expect(http).toContainText('application/ocsp-response');
});

for (const fallback of ['Allow', 'Block'] as const) {
  const lets = fallback === 'Allow';

  test(`revoked denies with fallback ${fallback.toLowerCase()}`, async () => {
    await workbench.setFallback(fallback);
    await workbench.check('gateway-revoked');
    await workbench.expectVerdict(denied, /was revoked on 2026-01-01.*\(keyCompromise\)/);
    await expect(workbench.verdict).toContainText('Fallback does not apply to a verified answer');
    await expect(lit(workbench, /status = revoked/)).toBeVisible();
  });

  test(`unknown follows fallback ${fallback.toLowerCase()}`, async () => {
    await workbench.setFallback(fallback);
    await workbench.check('gateway-unknown');
    await workbench.expectVerdict(
      lets ? completed : denied,
      new RegExp(
        `says unknown: the responder does not know .*Fallback is set to ${fallback.toLowerCase()}`,
      ),
    );
    await expect(lit(workbench, /status = unknown/)).toBeVisible();
  });

  test(`a responder that is down follows fallback ${fallback.toLowerCase()}`, async () => {
    await workbench.setFallback(fallback);
    await workbench.check('gateway-unreachable');
    await workbench.expectVerdict(
      lets ? completed : denied,
      new RegExp(`refused.*Fallback is set to ${fallback.toLowerCase()}`),
    );
    await expect(workbench.verdict).not.toContainText('unknown');
    await expect(lit(workbench, /the check failed/)).toBeVisible();
    const checks = await workbench.showTab('Checks');
    await expect(checks).toContainText('No check ran');
    const http = await workbench.showTab('HTTP');
    await expect(http).toContainText('None came');
  });
}

test('OCSP that is not enabled completes without asking anybody', async ({ world }) => {
  const asked = world.responder.requestLines().length;
  const toggle = workbench.policy.getByRole('switch', { name: /^OCSP checking/ });
  await toggle.click({ force: true });
  await expect(toggle).not.toBeChecked();
  await workbench.check('gateway-revoked');
  await workbench.expectVerdict(completed, /OCSP checking is not enabled/);
  await expect(lit(workbench, /OCSP not enabled/)).toBeVisible();
  expect(world.responder.requestLines()).toHaveLength(asked);
});

test('only the first URI of the AIA is asked, and the others are shown as ignored', async () => {
  await workbench.choose('gateway-two-uris');
  await expect(workbench.policy).toContainText('1 more ignored');
  await workbench.check();
  await workbench.expectVerdict(completed, /is good/);
  await expect(
    workbench.diagram.getByRole('option', { name: /Responder URI from AIA, first of 2/ }),
  ).toBeVisible();
});

test('a certificate whose issuer is not loaded is denied before OCSP is asked', async ({
  open,
  world,
}) => {
  const alone = await open({ files: [world.good.certPath] });
  const window = workbenchPage(alone.page);
  await window.check();
  await window.expectVerdict(denied, /OCSP was not asked/);
});

/** The step of the diagram in which a branch was taken. */
function lit({ diagram }: WorkbenchPage, name: RegExp) {
  return diagram.getByRole('option', { name });
}

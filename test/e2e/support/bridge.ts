import type { Page } from 'playwright/test';
import type { RequestOf, ResponseOf, WorkbenchBridge } from '#shared/ipc/api.ts';
import type { Channel } from '#shared/ipc/channels.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { Settings } from '#shared/model/settings.ts';

declare global {
  interface Window {
    /** What the preload script puts there. */
    readonly workbench: WorkbenchBridge;
  }
}

/** Calls the main process as the window does; a refusal fails the test. */
export async function call<C extends Channel>(
  page: Page,
  channel: C,
  request: RequestOf<C>,
): Promise<ResponseOf<C>> {
  const question = { channel, request };
  // Playwright's own types for what it can clone do not follow ours.
  const answer = await page.evaluate((asked) => {
    const { channel, request } = asked as typeof question;
    return window.workbench.call(channel, request);
  }, question as never);
  if (answer.ok) return answer.value;
  throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
}

/** Puts policy, clock and cache back to those of a new workspace. */
export async function resetWorkspace(page: Page): Promise<void> {
  await call(page, 'policy:set-policy', defaultPolicy);
  await call(page, 'clock:reset-clock', null);
  await call(page, 'cache:clear-cache', null);
}

/** Changes some of the settings. */
export async function setSettings(page: Page, patch: Partial<Settings>): Promise<void> {
  await call(page, 'settings:change-settings', patch);
}

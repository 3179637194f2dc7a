import { test as base } from 'playwright/test';
import { type LaunchedApp, type LaunchOptions, launch } from './launch.ts';
import { createWorld, type World } from './world.ts';

/** Tests with a PKI and its responder, made once, and with windows that are closed at the end. */
export const test = base.extend<
  { readonly open: (options?: LaunchOptions) => Promise<LaunchedApp> },
  { readonly world: World }
>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const world = await createWorld();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  open: async ({}, use) => {
    const opened: LaunchedApp[] = [];
    await use(async (options) => {
      const launched = await launch(options);
      opened.push(launched);
      return launched;
    });
    for (const launched of opened) await launched.close();
  },
});

import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { setSettings } from './bridge.ts';
import { type LaunchedApp, resize, sizes } from './launch.ts';

const themes = ['dark', 'light'] as const;

/** Where the pictures are kept; they are artefacts of the run. */
const folder = 'test-results/screenshots';

/**
 * Looks at what the window shows now, in both themes: no violation of accessibility rules, nothing that runs
 * out of the window, and a picture at each size.
 */
export async function expectWellMade(launched: LaunchedApp, name: string): Promise<void> {
  const { page } = launched;
  for (const theme of themes) {
    await setSettings(page, { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [size, bounds] of Object.entries(sizes)) {
      await resize(launched, bounds);
      expect(await page.evaluate(overflow), `${name} runs out of the window`).toEqual([]);
      const path = `${folder}/${name}-${theme}-${bounds.width}x${bounds.height}.png`;
      await page.screenshot({ path, animations: 'disabled' });
      if (size === 'large') await expectAccessible(launched, `${name}, ${theme}`);
    }
  }
}

/** The ways in which the page is larger than the window; a page that fits has none. */
function overflow(): readonly string[] {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
    ...(scrollHeight > clientHeight ? [`${scrollHeight - clientHeight} px too high`] : []),
  ];
}

async function expectAccessible({ page }: LaunchedApp, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
  }));
  expect(found, `accessibility violations: ${what}`).toEqual([]);
}

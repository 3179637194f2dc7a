import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { setSettings } from './bridge.ts';
import { type LaunchedApp, resize, sizes } from './launch.ts';

const themes = ['dark', 'light'] as const;

type Theme = (typeof themes)[number];

/** Where the pictures are kept; they are artefacts of the run. */
const folder = 'test-results/screenshots';

/**
 * Looks at what the window shows now, in both themes: no violation of accessibility rules, nothing that runs
 * out of the window, and a picture at each size.
 */
export async function expectWellMade(
  launched: LaunchedApp,
  name: string,
  /** Brings back what a window of another size hides. */
  arrange: () => Promise<void> = async () => {},
): Promise<void> {
  const { page } = launched;
  for (const [size, bounds] of Object.entries(sizes)) {
    await resize(launched, bounds);
    await arrange();
    const spills = await page.evaluate(overflow);
    expect.soft(spills, `${name} in ${size} runs out of the window`).toEqual([]);
    for (const theme of themes) {
      // The window may be noting its place at this moment, with the theme that it had.
      await expect(async () => {
        await setSettings(page, { theme });
        const html = page.locator('html');
        await expect(html).toHaveAttribute('data-theme', theme, { timeout: 1_000 });
      }).toPass();
      const path = `${folder}/${name}-${theme}-${bounds.width}x${bounds.height}.png`;
      await page.screenshot({ path, animations: 'disabled' });
      if (size === 'large') await expectAccessible(page, name, theme);
    }
  }
  // In a small window the policy is folded; what follows may want to change it.
  await resize(launched, sizes.large);
}

/**
 * Rules that judge what stands in the page's order, not what lies over it: a tooltip is in no landmark, what is behind
 * an open list closes it by being reached, and the heading of the page is hidden with all that is behind.
 */
const overlayRules = ['region', 'aria-hidden-focus', 'page-has-heading-one'];

/** Looks at what lies over the window, in both themes: accessibility, and a picture. */
export async function expectAccessibleOverlay(page: Page, name: string): Promise<void> {
  for (const theme of themes) {
    await setSettings(page, { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.screenshot({ path: `${folder}/${name}-${theme}.png`, animations: 'disabled' });
    await expectAccessible(page, name, theme, overlayRules);
  }
}

/** The ways in which the window's content is larger than the window; content that fits has none. */
function overflow(): readonly string[] {
  // Not the whole document: what is there for screen readers alone may stand outside.
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } =
    document.getElementById('root') ?? document.body;
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
    ...(scrollHeight > clientHeight ? [`${scrollHeight - clientHeight} px too high`] : []),
  ];
}

/** No violation of accessibility rules in what the window shows now. */
export async function expectAccessible(
  page: Page,
  name: string,
  theme: Theme,
  without: readonly string[] = [],
): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // Only colours differ from theme to theme.
  const { violations } = await (theme === 'dark'
    ? axe.disableRules([...without])
    : axe.withRules(['color-contrast'])
  ).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
  }));
  expect.soft(found, `accessibility violations: ${name}, ${theme}`).toEqual([]);
}

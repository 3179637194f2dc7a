import { expect, type Locator, type Page } from 'playwright/test';

/** The window by the words that a person reads in it. */
export interface WorkbenchPage {
  readonly page: Page;
  readonly policy: Locator;
  readonly verdict: Locator;
  readonly diagram: Locator;
  readonly details: Locator;
  readonly flows: Locator;
  readonly flowList: Locator;
  readonly cache: Locator;
  readonly problems: Locator;
  readonly certificateBox: Locator;
  readonly checkButton: Locator;
  /** Chooses the certificate to check by its name. */
  readonly choose: (name: string) => Promise<void>;
  /** Starts a check and waits for its verdict. */
  readonly check: (name?: string) => Promise<void>;
  readonly expectVerdict: (heading: string, sentence: RegExp) => Promise<void>;
  readonly setFallback: (fallback: 'Allow' | 'Block') => Promise<void>;
  readonly setResponderUri: (uri: string) => Promise<void>;
  /** Opens the pop-up, changes one field of it and closes it. */
  readonly setAdvanced: (label: string, text: string) => Promise<void>;
  readonly showTab: (name: 'Checks' | 'Message' | 'Bytes' | 'HTTP') => Promise<Locator>;
  readonly showScreen: (name: 'Flows' | 'Certs' | 'Cache') => Promise<void>;
  /** Carries a command of the palette out. */
  readonly command: (text: string) => Promise<void>;
  readonly clearCache: () => Promise<void>;
  readonly dismissProblems: () => Promise<void>;
}

/** Wraps the window. */
export function workbenchPage(page: Page): WorkbenchPage {
  const policy = page.getByRole('region', { name: 'Policy and certificate' });
  const verdict = page.getByRole('region', { name: 'Verdict' });
  const details = page.getByRole('region', { name: 'Details' });
  const flows = page.getByRole('region', { name: 'Flows' });
  const flowList = flows.getByRole('listbox');
  const cache = page.getByRole('region', { name: 'Response cache' });
  const problems = page.getByRole('region', { name: 'Problems' });
  const certificateBox = page.getByRole('combobox', { name: 'Certificate to check or present' });
  const checkButton = page.getByRole('button', { name: 'Check revocation', exact: true });

  const choose = async (name: string) => {
    if ((await certificateBox.inputValue()) === name) return;
    await certificateBox.fill(name);
    await expect(certificateBox).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('option', { name }).click();
    await expect(certificateBox).toHaveValue(name);
  };
  const command = async (text: string) => {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Search' });
    await palette
      .getByRole('searchbox')
      .or(palette.getByRole('textbox'))
      .or(palette.getByRole('combobox'))
      .fill(text);
    await palette.getByRole('menuitem', { name: text }).first().click();
    await expect(palette).toBeHidden();
  };
  return {
    page,
    policy,
    verdict,
    diagram: page.getByRole('listbox', { name: 'Sequence, step by step' }),
    details,
    flows,
    flowList,
    cache,
    problems,
    certificateBox,
    checkButton,
    choose,
    check: async (name) => {
      if (name !== undefined) await choose(name);
      const before = await flowCount(page);
      await checkButton.click();
      await expect.poll(() => flowCount(page)).toBe(before + 1);
      await expect(checkButton).toBeEnabled();
      await expect(verdict.getByRole('heading')).not.toHaveText('Checking…');
    },
    expectVerdict: async (heading, sentence) => {
      await expect(verdict.getByRole('heading')).toHaveText(asTold(heading));
      await expect(verdict).toContainText(sentence);
    },
    setFallback: async (fallback) => {
      const choice = policy.getByRole('radio', { name: fallback, exact: true });
      await choice.click();
      await expect(choice).toBeChecked();
    },
    setResponderUri: async (uri) => {
      const field = policy.getByRole('textbox', { name: 'Responder URI' });
      await field.fill(uri);
      await field.press('Enter');
    },
    setAdvanced: async (label, text) => {
      await policy.getByRole('button', { name: /^Advanced settings/ }).click();
      const popup = page.getByRole('dialog', { name: 'Advanced settings' });
      const field = popup.getByRole('textbox', { name: label });
      await field.fill(text);
      await field.press('Enter');
      // In force; before that, Escape would take the text back.
      await expect(popup.getByRole('button', { name: /^Reset these/ })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(popup).toBeHidden();
    },
    showTab: async (name) => {
      await details.getByRole('tab', { name }).click();
      return details.getByRole('tabpanel');
    },
    showScreen: async (name) => {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('radio', { name }).click();
    },
    command,
    clearCache: async () => {
      const clear = cache.getByRole('button', { name: 'Clear' });
      if (await clear.isEnabled()) await clear.click();
      await expect(clear).toBeDisabled();
    },
    dismissProblems: async () => {
      while ((await problems.count()) > 0) {
        await problems.getByRole('button', { name: 'Dismiss' }).first().click();
      }
    },
  };
}

/** How many flows the footer counts. */
export async function flowCount(page: Page): Promise<number> {
  const text = await page.getByRole('contentinfo').innerText();
  return Number(/([\d,]+) flows?/.exec(text)?.[1]?.replaceAll(',', ''));
}

/** Presses Tab until `target` has the focus, as a person without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const stops = 80;
  // By its handle: an open list hides the rest of the window from assistive technology.
  const element = await target.elementHandle();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => wanted === document.activeElement, element)) return;
  }
  throw new Error(`${target} cannot be reached with ${stops} presses of the Tab key.`);
}

/** A check authenticates nobody: there the same decision is told as what a server would do. */
function asTold(heading: string): RegExp | string {
  if (heading === 'Authentication completed') {
    return /^(Authentication completed|A server would let it in)$/;
  }
  return heading === 'Authentication denied'
    ? /^(Authentication denied|A server would keep it out)$/
    : heading;
}

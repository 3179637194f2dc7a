import { type ElectronApplication, expect, type Page } from 'playwright/test';

/** What went wrong in a window or behind it, in the words of who told it. */
export interface FaultLog {
  /** Everything so far. */
  readonly list: () => Promise<readonly string[]>;
  /** Takes out what a test provoked on purpose; only what matches. */
  readonly expect: (pattern: RegExp) => void;
}

/** A bug that the main process reported: `channel: stack`. */
const reportedBug = /^[a-z]+:[a-z-]+: /;

/** Collects console errors, uncaught errors, violations of the content security policy and reported bugs. */
export async function watchFaults(app: ElectronApplication, page: Page): Promise<FaultLog> {
  const bugs: string[] = [];
  const expected: RegExp[] = [];
  app.process().stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split('\n')) {
      if (reportedBug.test(line) || /UnhandledPromiseRejection|Uncaught/.test(line))
        bugs.push(line);
    }
  });
  await page.evaluate(recordViolations);
  await page.addInitScript(recordViolations);
  return {
    expect: (pattern) => expected.push(pattern),
    list: async () => {
      const found = [...bugs];
      // The browser keeps what was said before anyone listened, too.
      for (const message of await page.consoleMessages()) {
        if (['error', 'warning', 'assert'].includes(message.type())) {
          found.push(`console ${message.type()}: ${message.text()}`);
        }
      }
      for (const error of await page.pageErrors()) found.push(`page error: ${error.message}`);
      for (const violation of await page.evaluate(readViolations)) found.push(violation);
      return found.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    },
  };
}

function recordViolations(): void {
  const violations: string[] = [];
  Object.defineProperty(globalThis, 'e2eViolations', { value: violations });
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`violation: ${event.effectiveDirective} ${event.blockedURI}`);
  });
}

function readViolations(): readonly string[] {
  const recorded: unknown = Reflect.get(globalThis, 'e2eViolations');
  return Array.isArray(recorded) ? recorded.map(String) : ['violation: the record is gone'];
}

/** Fails with what went wrong in the window, if anything did. */
export async function expectNoFaults(faults: FaultLog): Promise<void> {
  expect(await faults.list(), 'console errors, violations and bugs').toEqual([]);
}

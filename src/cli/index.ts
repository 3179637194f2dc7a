import process from 'node:process';

/** A fault of ours never looks like a verdict: 1 means revoked, 70 that the program itself failed. */
const faultExitCode = 70;

function fail(fault: unknown): void {
  const what = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`revoscope: the program failed, this is no verdict: ${what}\n`);
  process.exit(faultExitCode);
}

// Node's own warnings are for those who write programs, not for those who run one.
process.removeAllListeners('warning');
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

// Loaded here and not above: what is missing from a broken installation is a fault like any other.
try {
  const { main } = await import('./main.ts');
  await main(new URL('../../package.json', import.meta.url));
} catch (fault) {
  fail(fault);
}

// `npx revoscope …`: the command line under plain Node. It runs in this very process, so exit codes,
// signals and standard streams are its own.
import { existsSync } from 'node:fs';

// What fails before there is a command line is never taken for a verdict: 1 means revoked.
const faultExitCode = 70;

try {
  const { ensureBuilt, isBuilt } = await import('../setup/output.mjs');
  if (!isBuilt()) {
    const { ensurePackages } = await import('../setup/packages.mjs');
    const { runScript } = await import('../setup/report.mjs');
    await runScript(async () => {
      await ensurePackages();
      await ensureBuilt();
    });
  }
} catch (fault) {
  process.stderr.write(`revoscope: it could not be set up: ${describe(fault)}\n`);
  process.exitCode = 1;
}

const program = new URL('../../out/main/cli.js', import.meta.url);
if (process.exitCode) {
  process.exitCode = faultExitCode;
} else if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('revoscope: the build is incomplete: out/main/cli.js is missing.\n');
  process.exitCode = faultExitCode;
}

/** @param {unknown} fault */
function describe(fault) {
  return fault instanceof Error ? fault.message : String(fault);
}

// Every Node that knows modules must be able to read this file, however old: it says that it is too old.
// So nothing is imported here, and no syntax is newer than 2017.

/**
 * Runs a program, unless this Node is too old for it.
 * @param {() => Promise<unknown>} program imports it
 * @param {number} [faultCode] the exit code where it is
 * @param {string} [version] that of this Node
 */
export function enter(program, faultCode = 1, version = process.versions.node) {
  const refusal = refusalOf(version);
  if (refusal !== null) {
    process.stderr.write(`\nrevoscope: ${refusal.message}\n  ${refusal.remedy}\n`);
    process.exitCode = faultCode;
    return;
  }
  void program();
}

/**
 * What is said of a Node that is too old; null of one that is not.
 * @param {string} version
 * @returns {{ message: string, remedy: string } | null}
 */
export function refusalOf(version) {
  const numbers = version.split('.').map(Number);
  const [major = 0, minor = 0] = numbers;
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return {
    message: `Node ${version} is too old; Revoscope needs 20.19 or newer.`,
    remedy: 'Install a newer Node from https://nodejs.org or with your package manager.',
  };
}

import { electronSwitches } from '../../scripts/setup/display.mjs';
import { electronNodeCommand, installedRuntime } from '../../scripts/setup/electron-node.mjs';
import { root } from '../../scripts/setup/paths.mjs';

/** The Electron that `npm start` runs; throws with the remedy if set-up has not brought one. */
export function electronExecutable(): string {
  return installedRuntime().executable;
}

/** Arguments that open the built app: the switches that this machine needs, the app, then yours. */
export function launchArgs(...appArguments: readonly string[]): string[] {
  return [...electronSwitches(), root, ...appArguments];
}

/** How to run a .js or .ts file on Electron's Node (BoringSSL), for `execFile(command, args, { env })`. */
export function electronNode(
  file: string | URL,
  ...args: readonly string[]
): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  return electronNodeCommand(file, args);
}

import { posix } from 'node:path';
import {
  compositionRoots,
  type Folder,
  folders,
  mayImport,
  packageHomes,
  schemas,
} from './dependency-table.ts';
import type { Import, SourceFile } from './source-file.ts';

/** Modules that reach beyond the memory of the process. */
const sendsOrReads = /^node:(net|tls|http|https|http2|dns|dgram|fs|fs\/promises|child_process)$/;

/** Says in one line each what a file does against the architecture; none if it keeps to it. */
export function findViolations(file: SourceFile): string[] {
  const found = file.imports.flatMap((each) => judgeImport(file.path, each) ?? []);
  const ambient = compositionRoots.test(file.path) ? [] : file.ambient;
  return [...found, ...ambient.map((call) => `calls ${call}: it comes as an argument`)].map(
    (violation) => `${file.path} ${violation}`,
  );
}

function judgeImport(path: string, { specifier, typesOnly }: Import): string | null {
  const target = targetOf(path, specifier);
  if (target === null) return judgePackage(path, specifier);
  const from = folderOf(path);
  const to = folderOf(target);
  if (from === null || to === null) return `imports ${specifier}, which is outside of src`;
  if (/^src\/(engine\/judge|inspect)\//.test(path) && target.startsWith('src/engine/ask/')) {
    return `imports ${specifier}: who judges or looks never sends`;
  }
  if (from === to) {
    if (specifier.startsWith('#')) return `imports ${specifier}: its own folder, so relative`;
    return judgeFeature(path, target, specifier);
  }
  if (!specifier.startsWith('#')) return `imports ${specifier}: another folder, so #${to}/…`;
  if (!mayImport[from].includes(to)) return `imports ${specifier}: ${from} may not use ${to}`;
  if ((from === 'store' || from === 'workbench') && target.startsWith('src/shared/ipc/')) {
    return `imports ${specifier}: ${from} knows nothing of the window`;
  }
  return judgeWindowSide(from, target, specifier, typesOnly);
}

/** The schemas stay on the main side: what checks a request must not be what sends it. */
function judgeWindowSide(
  from: Folder,
  target: string,
  specifier: string,
  typesOnly: boolean,
): string | null {
  const isWindowSide = from === 'renderer' || from === 'preload';
  if (isWindowSide && !typesOnly && schemas.test(target)) {
    return `imports ${specifier}: of the schemas, ${from} may use types only`;
  }
  if (from === 'preload' && !target.startsWith('src/shared/ipc/')) {
    return `imports ${specifier}: not of shared/ipc`;
  }
  return null;
}

function judgeFeature(path: string, target: string, specifier: string): string | null {
  const from = featureOf(path);
  const to = featureOf(target);
  if (to === null || from === to) return null;
  // app.tsx and the screens put features together; a component or a store does not know them.
  if (from === null && !/^src\/renderer\/src\/(components|format|store)\//.test(path)) return null;
  return `imports ${specifier}: features know only themselves and are known only to screens`;
}

function featureOf(path: string): string | null {
  return /^src\/renderer\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function judgePackage(path: string, specifier: string): string | null {
  if (specifier === '(computed)') return 'imports a module whose name is computed';
  if (/^src\/(pki|engine\/judge|inspect)\//.test(path) && sendsOrReads.test(specifier)) {
    return `imports ${specifier}: evidence is all that it has`;
  }
  const broken = packageHomes.find((each) => each.package.test(specifier) && !each.home.test(path));
  return broken === undefined ? null : `imports ${specifier}: ${broken.reason}`;
}

/** The file that a specifier names, from the checkout; null for a package. */
function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  return null;
}

function folderOf(path: string): Folder | null {
  const name = /^src\/([^/]+)\//.exec(path)?.[1];
  return folders.find((folder) => folder === name) ?? null;
}

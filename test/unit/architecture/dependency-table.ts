/** A folder directly under `src`. */
export type Folder =
  | 'shared'
  | 'pki'
  | 'engine'
  | 'mtls'
  | 'lab'
  | 'inspect'
  | 'matrix'
  | 'settings-of-others'
  | 'store'
  | 'workbench'
  | 'cli'
  | 'main'
  | 'preload'
  | 'renderer';

const parts: readonly Folder[] = [
  'shared',
  'pki',
  'engine',
  'mtls',
  'lab',
  'inspect',
  'matrix',
  'settings-of-others',
  'store',
];

/**
 * Which folder may import which: the table of docs/architecture.md. The references of the tsconfig
 * files and the restricted imports of biome.json say the same, and a test compares them with this.
 */
export const mayImport: Readonly<Record<Folder, readonly Folder[]>> = {
  shared: [],
  pki: ['shared'],
  engine: ['shared', 'pki'],
  mtls: ['shared', 'pki', 'engine'],
  lab: ['shared', 'pki'],
  inspect: ['shared', 'pki', 'engine'],
  matrix: ['shared', 'pki', 'engine', 'lab', 'mtls'],
  'settings-of-others': ['shared'],
  store: ['shared'],
  workbench: parts,
  cli: [...parts, 'workbench'],
  main: [...parts, 'workbench'],
  preload: ['shared'],
  renderer: ['shared'],
};

/** All folders, in the order of the table. */
export const folders: readonly Folder[] = [
  ...parts,
  'workbench',
  'cli',
  'main',
  'preload',
  'renderer',
];

/** The zod schemas of what is read from outside: calls of the window, stored rows. */
export const schemas =
  /^src\/shared\/(ipc\/contract\.ts$|schema\/|flow\/flow-schema\.ts$|case\/case-file\.ts$)/;

/** Packages that belong to some files only; the pattern is matched with the file's path. */
export const packageHomes: readonly { package: RegExp; home: RegExp; reason: string }[] = [
  {
    package: /^electron(\/|$)/,
    home: /^src\/(main|preload)\//,
    reason: 'only main and preload import electron',
  },
  {
    package: /^zod(\/|$)/,
    home: schemas,
    reason: 'zod belongs to the schemas of shared',
  },
  {
    package: /^http-parser-js(\/|$)/,
    home: /^src\/workbench\/captures\//,
    reason: 'HTTP out of a capture is parsed in workbench/captures',
  },
  { package: /^libsql(\/|$)/, home: /^src\/store\//, reason: 'the database belongs to store' },
  {
    package: /^(sax|yaml|dot-properties)(\/|$)/,
    home: /^src\/settings-of-others\//,
    reason: 'grammars of configuration files belong to settings-of-others',
  },
  {
    package: /^(react|react-.*|lucide-react|zustand|@tanstack\/.*|@fontsource.*)(\/|$)/,
    home: /^src\/renderer\//,
    reason: 'user interface libraries belong to renderer',
  },
  {
    package: /^node:/,
    home: /^src\/(pki|engine|mtls|lab|inspect|matrix|settings-of-others|store|workbench|cli|main)\//,
    reason: 'shared, preload and renderer run without Node',
  },
];

/** Where the clock and randomness may be read; everything else gets them as arguments. */
export const compositionRoots = /^src\/(main\/|cli\/|renderer\/src\/main\.tsx$)/;

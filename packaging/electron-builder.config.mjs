// What goes into a package, for electron-builder. `npm run package` calls it with the Electron at hand.

/** Files that the app opens, each with what a file manager calls it. */
export const fileTypes = [
  {
    name: 'Certificate',
    extensions: ['pem', 'crt', 'cer', 'der'],
    mimeType: 'application/x-x509-ca-cert',
  },
  {
    name: 'PKCS#7 certificates',
    extensions: ['p7b', 'p7c'],
    mimeType: 'application/x-pkcs7-certificates',
  },
  { name: 'PKCS#12 key store', extensions: ['p12', 'pfx'], mimeType: 'application/x-pkcs12' },
  { name: 'Java key store', extensions: ['jks'], mimeType: 'application/x-java-keystore' },
  { name: 'Certificate request', extensions: ['csr'], mimeType: 'application/pkcs10' },
  { name: 'Certificate revocation list', extensions: ['crl'], mimeType: 'application/pkix-crl' },
  { name: 'OCSP response', extensions: ['ors'], mimeType: 'application/ocsp-response' },
  { name: 'Revoscope case', extensions: ['revocase'], mimeType: 'application/x-revoscope-case' },
];

/**
 * What the binary refuses for good (docs/security.md): to be a Node, to be debugged, to take options of Node
 * from the environment, and to load any code but the archive that it came with.
 * @type {NonNullable<import('electron-builder').Configuration['electronFuses']>}
 */
export const fuses = {
  runAsNode: false,
  enableNodeCliInspectArguments: false,
  enableNodeOptionsEnvironmentVariable: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  enableCookieEncryption: true,
  grantFileProtocolExtraPrivileges: false,
};

/** @type {import('electron-builder').Configuration} */
export const configuration = {
  appId: 'org.revoscope.workbench',
  productName: 'Revoscope',
  copyright: 'MIT licence',
  directories: { output: 'dist', buildResources: 'packaging' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    '!**/*.map',
    'packaging/start.mjs',
    'package.json',
    'LICENSE',
  ],
  extraMetadata: { main: 'packaging/start.mjs' },
  asar: true,
  // A binary cannot be loaded from inside the archive.
  asarUnpack: ['node_modules/@libsql/**', 'node_modules/libsql/**'],
  npmRebuild: false,
  nodeGypRebuild: false,
  electronFuses: fuses,
  icon: 'packaging/icon.png',
  fileAssociations: fileTypes.flatMap(({ name, extensions, mimeType }) =>
    extensions.map((ext) => ({ ext, name, mimeType, role: 'Viewer' })),
  ),
  linux: {
    // The AppImage needs tools that electron-builder fetches; `npm run package` asks for the folder alone.
    target: ['AppImage'],
    executableName: 'revoscope',
    category: 'Development',
    synopsis: 'Why did this server let that client certificate in, or keep it out?',
  },
  // Built where their systems or their tools are at hand.
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools', hardenedRuntime: true },
  win: { target: ['nsis'] },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
  },
  publish: null,
};

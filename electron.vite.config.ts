import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The oldest runtime that the bundles must run on: Electron 33 (see scripts/setup/cypress-runtime.mjs).
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      // Libraries that are made of hundreds of files, of which we use a few: what is left is read at once.
      externalizeDeps: { exclude: ['zod', '@peculiar/x509', 'reflect-metadata', '@lapo/asn1js'] },
      rolldownOptions: {
        // The window's process, and the command line, which never loads `electron`.
        input: { index: 'src/main/index.ts', cli: 'src/cli/index.ts' },
        output: { format: 'es', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      // A sandboxed preload script is one CommonJS file: it can load nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: chromeTarget,
      cssTarget: chromeTarget,
      sourcemap: true,
      minify: true,
      // The page comes from the disk: one file is the fastest.
      chunkSizeWarningLimit: 2000,
      // The content security policy forbids inlined fonts and scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  },
});

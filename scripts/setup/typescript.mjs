// `node --import …/typescript.mjs file.ts` runs TypeScript as it is, file by file, on any Node that
// we support and on Electron as Node: types are erased (the compiler options allow nothing else), and
// import.meta.url stays the source's own.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

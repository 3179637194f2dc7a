// "electron" resolves to this file everywhere but in src/main and src/preload (tsconfig.base.json,
// "paths"). It is not a module, so importing it is a compile error.

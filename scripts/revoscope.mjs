#!/usr/bin/env node
// `npx revoscope …`; what it does is in ./start/command-line.mjs.
import { enter } from './setup/enter.mjs';

// 1 would mean revoked.
enter(() => import('./start/command-line.mjs'), 70);

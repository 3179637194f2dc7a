#!/usr/bin/env node
// `npm test`; what it does is in ./test/run-stages.mjs.
import { enter } from './setup/enter.mjs';

enter(() => import('./test/run-stages.mjs'));

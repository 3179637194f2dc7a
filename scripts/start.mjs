#!/usr/bin/env node
// `npm start`; what it does is in ./start/open-app.mjs.
import { enter } from './setup/enter.mjs';

enter(() => import('./start/open-app.mjs'));

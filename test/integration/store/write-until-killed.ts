import process from 'node:process';
import { openStore } from '#store/open-store.ts';
import { sampleEntry, sampleFlow } from '../../unit/store/samples.ts';

// Run as a program of its own: writes flows to the file that it is told until somebody kills it. Each line on
// standard output is a promise that this many flows are written.
const path = process.env.STORE_PATH;
if (path === undefined) throw new Error('STORE_PATH names the file');
const opened = openStore(path, {
  onError: (error) => process.stdout.write(`${JSON.stringify(error)}\n`),
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const store = opened.value;

let written = 0;
const writeMore = () => {
  for (let index = 0; index < 20; index += 1) {
    const { flow, row } = sampleFlow(`f${written + index}`);
    store.flows.insert(flow, row);
    store.cache.save(sampleEntry(`key-${(written + index) % 7}`));
  }
  store.flush();
  written += 20;
  store.values.write('written', written);
  process.stdout.write(`written ${written}\n`);
  setImmediate(writeMore);
};
writeMore();

import { describe, expect, it } from 'vitest';
import { createLoadedCertificates } from '#workbench/objects/loaded-certificates.ts';
import { createInputs } from '#workbench/objects/open-inputs.ts';
import { createOpenObjects } from '#workbench/objects/open-objects.ts';
import { largeBundle } from '../../../support/large-bundle.ts';
import { listeningHub, memoryStore } from '../setup.ts';

function open() {
  const { hub, told } = listeningHub();
  // Each look at the clock costs 5 ms, so that turns and progress come alike on every machine.
  let elapsed = 0;
  const clock = {
    now: () => 42,
    monotonic: () => {
      elapsed += 5;
      return elapsed;
    },
  };
  const { certificates: storage } = memoryStore();
  const certificates = createLoadedCertificates({ storage, hub, clock });
  const objects = createOpenObjects({ certificates, hub, clock });
  const inputs = createInputs({ certificates, objects, hub, clock });
  return { certificates, hub, inputs, told, storage };
}

const name = 'bundle.pem';

describe('an input of thousands of certificates', () => {
  const bytes = largeBundle(3_000);

  it('opens in turns, and tells how far it is', async () => {
    const { certificates, inputs, told } = open();
    let turns = 0;
    let isOpening = true;
    const count = () => {
      turns += 1;
      if (isOpening) setImmediate(count);
    };
    setImmediate(count);
    const [report] = await inputs.open([{ name, bytes }]);
    isOpening = false;
    expect(report?.added).toHaveLength(3_000);
    expect(certificates.list()).toHaveLength(3_000);
    const progress = told.flatMap((event) =>
      event.type === 'opening-changed' ? [event.opening] : [],
    );
    expect(progress.at(-1)).toBeNull();
    expect(progress.length).toBeGreaterThan(1);
    expect(turns).toBeGreaterThan(10);
  });

  it('keeps nothing once it is cancelled, and opens the next', async () => {
    const { certificates, hub, inputs, storage } = open();
    const stop = hub.listen(({ type }) => {
      if (type === 'opening-changed') inputs.cancel();
    });
    const reports = await inputs.open([
      { name, bytes },
      { name: 'second.pem', bytes: largeBundle(1) },
    ]);
    stop();
    expect(reports).toMatchObject([{ origin: name, added: [], problems: [{ code: 'cancelled' }] }]);
    expect(certificates.list()).toEqual([]);
    expect(storage.load()).toEqual([]);
    const [next] = await inputs.open([{ name, bytes: largeBundle(3) }]);
    expect(next?.added).toHaveLength(3);
  });
});

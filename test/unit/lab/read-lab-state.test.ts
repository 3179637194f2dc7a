import { describe, expect, it } from 'vitest';
import { createLabStorage, isLabState } from '../../../src/lab/ca/read-lab-state.ts';
import { createTestCa, openTestCa, testPorts } from '../../support/lab.ts';

async function savedState() {
  const { ca } = await openTestCa();
  ca.hold('lab-client-good');
  const state: unknown = JSON.parse(JSON.stringify(ca.state));
  if (!isLabState(state)) throw new Error('A lab does not recognise itself.');
  return state;
}

describe('reading the saved state of a lab', () => {
  it('takes what a lab saved', async () => {
    expect(isLabState(await savedState())).toBe(true);
  });

  it.each([null, undefined, 1, 'lab', [], {}, { version: 1 }])('refuses %j', (value) => {
    expect(isLabState(value)).toBe(false);
  });

  it('refuses a state or record with any field missing or of another kind', async () => {
    const state = await savedState();
    for (const field of Object.keys(state)) {
      expect(isLabState({ ...state, [field]: undefined }), field).toBe(false);
      expect(isLabState({ ...state, [field]: { odd: true } }), field).toBe(false);
    }
    const [record] = state.records;
    for (const field of Object.keys(record ?? {})) {
      const odd = { ...record, [field]: { odd: true } };
      expect(isLabState({ ...state, records: [odd] }), field).toBe(false);
    }
  });

  it('refuses a lab of another version, and the lab says that it could not be read', async () => {
    const values = new Map<string, unknown>([['lab', { ...(await savedState()), version: 2 }]]);
    const storage = createLabStorage({
      read: (name) => values.get(name),
      write: (name, value) => values.set(name, value),
    });
    const { ca } = createTestCa({ storage });
    expect(await ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: false,
      error: { code: 'lab-not-read', detail: 'what is saved is no lab of this version' },
    });
    expect(await ca.reset({ ports: testPorts, keyType: 'p256' })).toMatchObject({ ok: true });
    expect(storage.load()).toEqual(ca.state);
  });
});

import { describe, expect, it } from 'vitest';
import { isLabState } from '../../../src/lab/ca/read-lab-state.ts';
import { decodeCertificate } from '../../../src/pki/x509/decode-certificate.ts';
import { createTestCa, openTestCa, type TestCa, testPorts } from '../../support/lab.ts';

/** A lab as the first version founded it: nobody answers for the issuing CA. */
async function earlierLab(): Promise<TestCa> {
  const lab = await openTestCa();
  const state = lab.ca.state;
  if (state === null) throw new Error('not open');
  const records = state.records
    .filter(({ id }) => id !== 'lab-root-ocsp-responder')
    .map((record) =>
      record.id === 'lab-issuing-ca' ? { ...record, ocspUris: [], status: null } : record,
    );
  lab.storage.save({ ...state, records });
  return lab;
}

function decode(lab: TestCa, id: string) {
  const found = lab.ca.certificates().find((certificate) => certificate.id === id);
  const decoded = found === undefined ? null : decodeCertificate(found.der);
  if (!decoded?.ok) throw new Error(`no ${id}`);
  return decoded.value;
}

describe('a lab of an earlier version', () => {
  it('gets a responder for the root, and an issuing CA that names it, under the same key', async () => {
    const before = await earlierLab();
    const lab = createTestCa(before);
    expect(await lab.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: true,
      value: { how: 'renewed' },
    });
    const issuing = lab.ca.certificates().find(({ id }) => id === 'lab-issuing-ca');
    expect(issuing).toMatchObject({
      ocspUris: ['http://127.0.0.1:8080/ocsp'],
      status: { status: 'good' },
    });
    expect(decode(lab, 'lab-issuing-ca').subjectPublicKey).toEqual(
      decode(before, 'lab-issuing-ca').subjectPublicKey,
    );
    expect(lab.ca.certificates().map(({ id }) => id)).toEqual(
      before.ca.certificates().map(({ id }) => id),
    );
    expect(lab.ca.keyOf('lab-root-ocsp-responder')).not.toBeNull();
  });

  it('is saved so, and leaves its clients as they were', async () => {
    const before = await earlierLab();
    const lab = createTestCa(before);
    await lab.ca.open({ ports: testPorts, keyType: 'p256' });
    expect(isLabState(before.storage.load())).toBe(true);
    const again = createTestCa(before);
    expect(await again.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: true,
      value: { how: 'restored' },
    });
    expect(decode(again, 'lab-client-good').der).toEqual(decode(before, 'lab-client-good').der);
  });

  it('is renewed for its new ports where those have moved', async () => {
    const lab = createTestCa(await earlierLab());
    await lab.ca.open({ ports: { responder: 9090, backup: 8081 }, keyType: 'p256' });
    const issuing = lab.ca.certificates().find(({ id }) => id === 'lab-issuing-ca');
    expect(issuing?.ocspUris).toEqual(['http://127.0.0.1:9090/ocsp']);
  });
});

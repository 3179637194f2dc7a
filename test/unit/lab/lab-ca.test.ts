import { describe, expect, it } from 'vitest';
import { createMemoryKeyFiles } from '../../../src/lab/ca/key-files.ts';
import { findBySerialNumber } from '../../../src/lab/ca/registry.ts';
import { decodeCertificate } from '../../../src/pki/x509/decode-certificate.ts';
import type { LabCertificate, LabClientRequest, LabError } from '../../../src/shared/model/lab.ts';
import { defaultBehaviour } from '../../../src/shared/model/lab.ts';
import type { Result } from '../../../src/shared/model/result.ts';
import {
  createHandClock,
  createTestCa,
  openTestCa,
  type TestCa,
  testPorts,
} from '../../support/lab.ts';

const start = Date.UTC(2026, 5, 1, 12, 0, 0, 400);
const day = 86_400_000;

const request: LabClientRequest = {
  name: 'alice',
  keyType: 'p256',
  validDays: 30,
  ocspUris: [{ to: 'responder' }],
};

function find({ ca }: TestCa, id: string): LabCertificate {
  const found = ca.certificates().find((certificate) => certificate.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

function must<T>(result: Result<T, LabError>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('a new lab', () => {
  it('is founded in less than 2 seconds with the certificates of each case', async () => {
    const began = performance.now();
    const lab = createTestCa();
    expect(await lab.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: true,
      value: { how: 'founded' },
    });
    expect(performance.now() - began).toBeLessThan(2_000);
    const facts = lab.ca
      .certificates()
      .map(({ id, role, status, ocspUris }) => [id, role, status?.status ?? null, ocspUris.length]);
    expect(facts).toEqual([
      ['lab-root-ca', 'root-ca', null, 0],
      ['lab-issuing-ca', 'issuing-ca', 'good', 1],
      ['stranger-ca', 'stranger-ca', null, 0],
      ['lab-ocsp-responder', 'responder', 'good', 0],
      ['lab-root-ocsp-responder', 'responder', 'good', 0],
      ['lab-ocsp-responder-without-eku', 'responder', 'good', 0],
      ['lab-ocsp-responder-expired', 'responder', 'good', 0],
      ['stranger-ocsp-responder', 'stranger-responder', null, 0],
      ['unissued-ocsp-responder', 'stranger-responder', null, 0],
      ['lab-server', 'server', 'good', 1],
      ['lab-client-good', 'client', 'good', 1],
      ['lab-client-revoked', 'client', 'revoked', 1],
      ['lab-client-unknown', 'client', 'unknown', 1],
      ['lab-client-no-aia', 'client', 'good', 0],
      ['lab-client-two-aia', 'client', 'good', 2],
      ['lab-client-expired', 'client', 'good', 1],
      ['stranger-client', 'stranger-client', null, 1],
    ]);
    expect(find(lab, 'lab-client-two-aia').backupStatus?.status).toBe('revoked');
  });

  it('holds certificates that our strict decoder reads, each with a serial number of 16 octets', async () => {
    const lab = await openTestCa();
    for (const { der, id, serialNumber, notBefore, notAfter } of lab.ca.certificates()) {
      const decoded = must(decodeCertificateOf(der));
      expect(Buffer.from(decoded.serialNumber).toString('hex'), id).toBe(serialNumber);
      expect(decoded.serialNumber, id).toHaveLength(16);
      expect(decoded.serialNumber[0], id).toBeLessThan(0x80);
      expect(decoded.notBefore, id).toBe(notBefore);
      expect(decoded.notAfter, id).toBe(notAfter);
    }
    const serials = lab.ca.certificates().map(({ serialNumber }) => serialNumber);
    expect(new Set(serials).size).toBe(serials.length);
  });

  it('is as it was left when it is opened again', async () => {
    const first = await openTestCa();
    must(first.ca.revoke('lab-client-good', 'superseded', null));
    must(first.ca.setBehaviour({ ...defaultBehaviour, fault: 'stale' }));
    const second = createTestCa(first);
    expect(await second.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: true,
      value: { how: 'restored' },
    });
    expect(second.ca.certificates()).toEqual(first.ca.certificates());
    expect(second.ca.state).toEqual(first.ca.state);
    expect(JSON.parse(JSON.stringify(second.ca.state))).toEqual(second.ca.state);
  });

  it('is not opened when a key is missing or belongs to another certificate', async () => {
    const first = await openTestCa();
    const without = createTestCa({ ...first, keyFiles: createMemoryKeyFiles() });
    expect(await without.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: false,
      error: { code: 'key-missing', id: 'lab-root-ca' },
    });
    first.keyFiles.write('lab-issuing-ca', first.keyFiles.read('lab-root-ca') ?? '');
    const swapped = createTestCa(first);
    expect(await swapped.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: false,
      error: { code: 'key-does-not-match', id: 'lab-issuing-ca' },
    });
    expect(swapped.ca.state).toBeNull();
  });

  it('says what the storage said when it cannot be read or saved', async () => {
    const fail = () => {
      throw new Error('disk full');
    };
    const unreadable = createTestCa({ storage: { load: fail, save: fail } });
    expect(await unreadable.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: false,
      error: { code: 'lab-not-read', detail: 'disk full' },
    });
    const unsaved = createTestCa({ storage: { load: () => null, save: fail } });
    expect(await unsaved.ca.open({ ports: testPorts, keyType: 'p256' })).toEqual({
      ok: false,
      error: { code: 'lab-not-saved', detail: 'disk full' },
    });
  });
});

describe('a lab whose responder moved to another port', () => {
  it('issues what names the old address anew and answers for the old serial numbers too', async () => {
    const first = await openTestCa();
    must(
      await first.ca.issueClient({
        ...request,
        ocspUris: [{ to: 'elsewhere', uri: 'http://x.test/' }],
      }),
    );
    const before = first.ca.certificates();
    const moved = { responder: 9090, backup: 8081 };
    const second = createTestCa(first);
    expect(await second.ca.open({ ports: moved, keyType: 'p256' })).toEqual({
      ok: true,
      value: { how: 'moved', from: testPorts, to: moved },
    });
    const changed = second.ca
      .certificates()
      .filter(
        ({ id, fingerprint }) => before.find((old) => old.id === id)?.fingerprint !== fingerprint,
      );
    expect(changed.map(({ id }) => id)).toEqual([
      'lab-issuing-ca',
      'lab-server',
      'lab-client-good',
      'lab-client-revoked',
      'lab-client-unknown',
      'lab-client-two-aia',
      'lab-client-expired',
      'stranger-client',
    ]);
    for (const { id, ocspUris, notBefore, notAfter, status } of changed) {
      const old = before.find((certificate) => certificate.id === id);
      expect(ocspUris[0]).toBe('http://127.0.0.1:9090/ocsp');
      expect({ notBefore, notAfter, status }).toEqual({
        notBefore: old?.notBefore,
        notAfter: old?.notAfter,
        status: old?.status,
      });
      if (second.ca.state === null || old?.status === null) continue;
      const byOldSerial = findBySerialNumber(
        second.ca.state,
        old?.issuerId ?? '',
        old?.serialNumber ?? '',
      );
      expect(byOldSerial?.id).toBe(id);
    }
  });
});

describe('a lab whose backup responder alone moved', () => {
  it('issues only what names the backup anew', async () => {
    const first = await openTestCa();
    const before = first.ca.certificates();
    const second = createTestCa(first);
    must(await second.ca.open({ ports: { ...testPorts, backup: 9091 }, keyType: 'p256' }));
    const changed = second.ca
      .certificates()
      .filter(
        ({ id, fingerprint }) => before.find((old) => old.id === id)?.fingerprint !== fingerprint,
      );
    expect(changed.map(({ id, ocspUris }) => [id, ...ocspUris])).toEqual([
      ['lab-client-two-aia', 'http://127.0.0.1:8080/ocsp', 'http://127.0.0.1:9091/ocsp'],
    ]);
  });
});

describe('issuing a client', () => {
  it.each(['p256', 'p384', 'rsa2048', 'ed25519'] as const)(
    'gives a %s certificate that begins a day ago and ends when asked',
    async (keyType) => {
      const lab = await openTestCa({ clock: createHandClock(start) });
      const issued = must(await lab.ca.issueClient({ ...request, keyType }));
      expect(issued).toMatchObject({
        id: 'alice',
        name: 'alice',
        role: 'client',
        issuerId: 'lab-issuing-ca',
        keyType,
        use: keyType === 'ed25519' ? 'ocsp-only' : 'tls',
        notBefore: Date.UTC(2026, 4, 31, 12),
        notAfter: Date.UTC(2026, 6, 1, 12),
        ocspUris: ['http://127.0.0.1:8080/ocsp'],
        status: { status: 'good' },
      });
      expect(find(lab, 'alice')).toEqual(issued);
      expect(lab.keyFiles.read('alice')).toContain('BEGIN PRIVATE KEY');
    },
  );

  it('keeps certificates of one name apart by their ids', async () => {
    const lab = await openTestCa();
    const names = ['alice', 'Alice!', 'алиса', 'Боб', '../../etc/passwd'];
    const ids = [];
    for (const name of names) ids.push(must(await lab.ca.issueClient({ ...request, name })).id);
    expect(ids).toEqual(['alice', 'alice-2', 'client', 'client-2', 'etc-passwd']);
  });

  it('keeps every certificate when several are issued at once', async () => {
    const lab = await openTestCa();
    const before = lab.ca.certificates().length;
    const wanted = Array.from({ length: 8 }, () => lab.ca.issueClient(request));
    const issued = (await Promise.all(wanted)).map(must);
    expect(new Set(issued.map(({ id }) => id)).size).toBe(8);
    expect(lab.ca.certificates()).toHaveLength(before + 8);
  });

  it.each([
    [{ name: '  ' }, 'name-invalid'],
    [{ name: 'x'.repeat(65) }, 'name-invalid'],
    [{ name: 'a\u0000b' }, 'name-invalid'],
    [{ validDays: 0 }, 'validity-out-of-range'],
    [{ validDays: 1.5 }, 'validity-out-of-range'],
    [{ validDays: 7301 }, 'validity-out-of-range'],
    [{ ocspUris: [{ to: 'elsewhere', uri: 'ldap://x.test/' }] }, 'uri-invalid'],
    [{ ocspUris: [{ to: 'elsewhere', uri: 'no uri' }] }, 'uri-invalid'],
    [{ ocspUris: [{ to: 'elsewhere', uri: 'http://ünicode.test/' }] }, 'uri-invalid'],
  ] as const)('refuses %j with %s', async (part, code) => {
    const lab = await openTestCa();
    const refused = await lab.ca.issueClient({ ...request, ...part });
    expect(refused.ok ? null : refused.error.code).toBe(code);
  });

  it('takes the longest name and a URI of its own', async () => {
    const lab = await openTestCa();
    const uri = 'https://ocsp.example.test:8443/a?b=c';
    const issued = must(
      await lab.ca.issueClient({
        ...request,
        name: 'ü'.repeat(64),
        ocspUris: [{ to: 'elsewhere', uri }, { to: 'backup' }],
      }),
    );
    expect(issued.ocspUris).toEqual([uri, 'http://127.0.0.1:8081/ocsp']);
    must(decodeCertificateOf(issued.der));
  });
});

describe('the status of a certificate', () => {
  it('is revoked with reason and time in whole seconds, now by default', async () => {
    const lab = await openTestCa({ clock: createHandClock(start) });
    expect(must(lab.ca.revoke('lab-client-good', 'keyCompromise', null)).status).toEqual({
      status: 'revoked',
      revocation: { time: Date.UTC(2026, 5, 1, 12), reason: 'keyCompromise' },
    });
    expect(must(lab.ca.revoke('lab-client-two-aia', null, start - day)).status).toEqual({
      status: 'revoked',
      revocation: { time: Date.UTC(2026, 4, 31, 12), reason: null },
    });
  });

  it('stays revoked: a second revocation and a release are refused', async () => {
    const lab = await openTestCa({ clock: createHandClock(start) });
    must(lab.ca.revoke('lab-client-good', 'keyCompromise', null));
    expect(lab.ca.revoke('lab-client-good', 'superseded', null)).toEqual({
      ok: false,
      error: {
        code: 'already-revoked',
        id: 'lab-client-good',
        revocation: { time: Date.UTC(2026, 5, 1, 12), reason: 'keyCompromise' },
      },
    });
    expect(lab.ca.release('lab-client-good')).toEqual({
      ok: false,
      error: { code: 'not-on-hold', id: 'lab-client-good', status: 'revoked' },
    });
  });

  it('is good again after a hold is released, or revoked for good after a hold', async () => {
    const lab = await openTestCa();
    expect(must(lab.ca.hold('lab-client-good')).status).toMatchObject({
      revocation: { reason: 'certificateHold' },
    });
    expect(must(lab.ca.release('lab-client-good')).status).toEqual({ status: 'good' });
    must(lab.ca.hold('lab-client-good'));
    must(lab.ca.revoke('lab-client-good', 'keyCompromise', null));
    expect(find(lab, 'lab-client-good').status).toMatchObject({
      revocation: { reason: 'keyCompromise' },
    });
  });

  it('can be set as it was, to undo', async () => {
    const lab = await openTestCa();
    const before = find(lab, 'lab-client-good').status;
    must(lab.ca.revoke('lab-client-good', null, null));
    expect(must(lab.ca.setStatus('lab-client-good', before ?? { status: 'good' })).status).toEqual(
      before,
    );
    expect(must(lab.ca.setStatus('lab-client-good', { status: 'unknown' })).status).toEqual({
      status: 'unknown',
    });
    expect(must(lab.ca.setBackupStatus('lab-client-two-aia', null)).backupStatus).toBeNull();
  });

  it.each(['lab-root-ca', 'stranger-client', 'unissued-ocsp-responder'])(
    'is not kept for %s, of which the responder has no say',
    async (id) => {
      const lab = await openTestCa();
      const refusals = [
        lab.ca.revoke(id, null, null),
        lab.ca.hold(id),
        lab.ca.release(id),
        lab.ca.setStatus(id, { status: 'unknown' }),
        lab.ca.setBackupStatus(id, null),
        lab.ca.setCertificateBehaviour(id, defaultBehaviour),
      ];
      expect(refusals.map((refused) => (refused.ok ? null : refused.error.code))).toEqual(
        refusals.map(() => 'status-not-kept'),
      );
    },
  );

  it('is an error for a certificate that does not exist, and before the lab is open', async () => {
    const lab = await openTestCa();
    expect(lab.ca.hold('nobody')).toEqual({
      ok: false,
      error: { code: 'certificate-not-found', id: 'nobody' },
    });
    expect(createTestCa().ca.hold('lab-client-good')).toEqual({
      ok: false,
      error: { code: 'lab-not-open' },
    });
  });

  it('tells that it changed once it is saved', async () => {
    const lab = await openTestCa();
    const before = lab.changes();
    must(lab.ca.hold('lab-client-good'));
    lab.ca.release('lab-root-ca');
    expect(lab.changes()).toBe(before + 1);
    expect(lab.storage.load()).toEqual(lab.ca.state);
  });
});

describe('expiring a client', () => {
  it('issues it anew with a validity that ended yesterday, same key and name', async () => {
    const lab = await openTestCa({ clock: createHandClock(start) });
    const before = find(lab, 'lab-client-good');
    const after = must(await lab.ca.expire('lab-client-good'));
    expect(after).toMatchObject({
      id: before.id,
      name: before.name,
      notBefore: Date.UTC(2026, 4, 1, 12),
      notAfter: Date.UTC(2026, 4, 31, 12),
    });
    expect(after.serialNumber).not.toBe(before.serialNumber);
    const [old, fresh] = [before, after].map(({ der }) => must(decodeCertificateOf(der)));
    expect(fresh?.subjectPublicKeyInfo).toEqual(old?.subjectPublicKeyInfo);
    expect(fresh?.subject).toEqual(old?.subject);
  });

  it('keeps a revocation that comes while the certificate is being issued', async () => {
    const lab = await openTestCa();
    const expiring = lab.ca.expire('lab-client-good');
    must(lab.ca.revoke('lab-client-good', 'superseded', null));
    expect(must(await expiring).status?.status).toBe('revoked');
  });

  it('is refused for what is not a client of the lab', async () => {
    const lab = await openTestCa();
    expect(await lab.ca.expire('lab-server')).toEqual({
      ok: false,
      error: { code: 'not-a-client', id: 'lab-server', role: 'server' },
    });
  });
});

describe('the behaviour of the responder', () => {
  it.each([
    [{ nextUpdateSeconds: 0 }, 'behaviour-invalid'],
    [{ nextUpdateSeconds: 1.5 }, 'behaviour-invalid'],
    [{ latencyMs: -1 }, 'behaviour-invalid'],
    [{ latencyMs: 60_001 }, 'behaviour-invalid'],
  ] as const)('is refused with %j', async (part, code) => {
    const lab = await openTestCa();
    const refused = lab.ca.setBehaviour({ ...defaultBehaviour, ...part });
    expect(refused.ok ? null : refused.error.code).toBe(code);
  });

  it('can be set for one certificate, but for the fault that acts before the question', async () => {
    const lab = await openTestCa();
    const behaviour = { ...defaultBehaviour, fault: 'try-later' } as const;
    expect(must(lab.ca.setCertificateBehaviour('lab-client-good', behaviour)).behaviour).toEqual(
      behaviour,
    );
    expect(must(lab.ca.setCertificateBehaviour('lab-client-good', null)).behaviour).toBeNull();
    const refusal = { ...defaultBehaviour, fault: 'refuse-connection' } as const;
    expect(lab.ca.setCertificateBehaviour('lab-client-good', refusal)).toEqual({
      ok: false,
      error: { code: 'fault-is-for-all', fault: 'refuse-connection' },
    });
    expect(lab.ca.setBehaviour(refusal).ok).toBe(true);
  });
});

describe('resetting the lab', () => {
  it('forgets every certificate, key and setting', async () => {
    const lab = await openTestCa();
    must(await lab.ca.issueClient(request));
    must(lab.ca.setBehaviour({ ...defaultBehaviour, fault: 'stale' }));
    const before = new Set(lab.ca.certificates().map(({ fingerprint }) => fingerprint));
    must(await lab.ca.reset({ ports: testPorts, keyType: 'p256' }));
    expect(lab.ca.certificates()).toHaveLength(17);
    expect(lab.ca.certificates().some(({ fingerprint }) => before.has(fingerprint))).toBe(false);
    expect(lab.ca.state?.behaviour).toEqual(defaultBehaviour);
    expect(lab.keyFiles.read('alice')).toBeNull();
  });
});

function decodeCertificateOf(der: Uint8Array) {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded;
}

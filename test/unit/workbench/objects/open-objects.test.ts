import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noSecretStore, type SecretStore } from '#workbench/objects/kept-secrets.ts';
import { createLoadedCertificates } from '#workbench/objects/loaded-certificates.ts';
import { createInputs } from '#workbench/objects/open-inputs.ts';
import { createOpenObjects } from '#workbench/objects/open-objects.ts';
import { listeningHub, memoryStore } from '../setup.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/objects');
const input = async (name: string) => ({
  name,
  bytes: new Uint8Array(await readFile(join(fixtures, name))),
});

function open(secrets: SecretStore = noSecretStore) {
  const { hub, told } = listeningHub();
  const clock = { now: () => Date.UTC(2026, 11, 1), monotonic: () => 0 };
  const { certificates: storage } = memoryStore();
  const certificates = createLoadedCertificates({ storage, hub, clock });
  const objects = createOpenObjects({ certificates, secrets, hub, clock });
  return {
    certificates,
    objects,
    told,
    inputs: createInputs({ certificates, objects, hub, clock }),
    storage,
  };
}

describe('open objects', () => {
  it('keeps a locked PKCS#12 file, says a wrong password, and opens it with the right one', async () => {
    const { certificates, objects, inputs } = open();
    const [report] = await inputs.open([await input('java-source.p12')]);
    expect(report).toMatchObject({ added: [], opened: ['object-1'], problems: [] });
    expect(objects.list()).toMatchObject([{ kind: 'pkcs12', lock: 'locked', problem: null }]);

    expect(objects.unlock('object-1', 'wrong')).toEqual({
      ok: true,
      value: { outcome: 'refused', code: 'wrong-password', message: 'The password is wrong.' },
    });
    expect(objects.list()).toMatchObject([{ lock: 'locked' }]);

    expect(objects.unlock('object-1', 'secret')).toMatchObject({ value: { outcome: 'unlocked' } });
    const loaded = certificates.list();
    expect(loaded).toHaveLength(2);
    expect(objects.list()).toMatchObject([
      { kind: 'pkcs12', lock: 'unlocked', certificates: { length: 2 } },
      { kind: 'private-key', containerId: 'object-1', lock: 'unlocked' },
    ]);
    // The key belongs to the certificate that `openssl pkcs12 -export` put it with.
    expect(loaded.map(({ keyPin }) => keyPin)).toContain(objects.list()[1]?.keyPin);
  });

  it('shows no octet of a private key, locked, unlocked or open', async () => {
    const { objects, inputs } = open();
    await inputs.open([await input('openssh-p256'), await input('key.jks')]);
    const store = objects.list().find(({ kind }) => kind === 'key-store');
    objects.unlock(store?.id ?? '', 'secret');
    const keys = objects.list().filter(({ kind }) => kind === 'private-key');
    expect(keys).toHaveLength(2);
    for (const { id } of keys) {
      expect(objects.get(id)).toMatchObject({ value: { asn1: null, bytes: { length: 0 } } });
    }
  });

  it('finds what is open already, and forgets what is closed with its password', async () => {
    const { objects, inputs, told, storage } = open();
    const file = await input('java-source.p12');
    await inputs.open([file]);
    objects.unlock('object-1', 'secret');
    const [again] = await inputs.open([{ ...file, name: 'copy.p12' }]);
    expect(again?.opened).toEqual(['object-1']);
    objects.close(['object-1']);
    expect(objects.list()).toEqual([]);
    expect(objects.get('object-1')).toMatchObject({ error: { code: 'not-found' } });
    expect(objects.material('object-1')).toBeNull();
    expect(told.at(-1)).toEqual({ type: 'objects-changed', objects: [] });
    await inputs.open([file]);
    expect(objects.list()).toMatchObject([{ lock: 'locked' }]);
    // Certificates are kept; nothing else is.
    expect(storage.load()).toHaveLength(2);
  });

  it('opens a key store without its password, whose certificates are loaded and whose key stays locked', async () => {
    const { certificates, objects, inputs } = open();
    await inputs.open([await input('key.jceks')]);
    expect(certificates.list()).toHaveLength(2);
    expect(objects.list()).toMatchObject([
      { kind: 'key-store', lock: 'locked' },
      { kind: 'private-key', lock: 'locked' },
    ]);
  });

  it('opens what is no whole object, and says where reading it stopped', async () => {
    const { objects, inputs } = open();
    const { bytes } = await input('timestamp-token.der');
    const cut = { name: 'cut.der', bytes: bytes.subarray(0, 90) };
    const note = { name: 'note.txt', bytes: new TextEncoder().encode('Just a note.') };
    const [, said] = await inputs.open([cut, note]);
    expect(objects.list()).toMatchObject([{ origin: 'cut.der' }]);
    expect(objects.list()[0]?.problem).toMatch(/Strict decoding stops here/);
    expect(said).toMatchObject({ opened: [], problems: [{ code: 'not-recognised' }] });
  });

  it('has what the system keeps after a restart, and lets it go when it is closed', async () => {
    const kept = new Map<string, Uint8Array>();
    const system: SecretStore = {
      name: 'a keyring',
      write: (id, secret) => kept.set(id, secret),
      readAll: () => [...kept.values()],
      remove: (id) => kept.delete(id),
    };
    const first = open(system);
    await first.inputs.open([await input('java-source.p12'), await input('openssh-p256')]);
    expect(first.objects.unlock('object-1', 'wrong', 'keep')).toMatchObject({
      value: { outcome: 'refused' },
    });
    expect(kept.size).toBe(0);
    first.objects.unlock('object-1', 'secret', 'keep');
    expect(kept.size).toBe(1);

    const { objects } = open(system);
    expect(objects.list()).toMatchObject([
      { kind: 'pkcs12', origin: 'java-source.p12', lock: 'unlocked', isKept: true },
      { kind: 'private-key', lock: 'unlocked' },
    ]);
    objects.close(['object-1']);
    expect(kept.size).toBe(0);
    expect(open(system).objects.list()).toEqual([]);
  });

  it('keeps nothing where the system has no safe storage, and passes over what is not its own', async () => {
    const written: string[] = [];
    const none: SecretStore = { ...noSecretStore, write: (id) => written.push(id) };
    const { objects, inputs } = open(none);
    await inputs.open([await input('java-source.p12')]);
    objects.unlock('object-1', 'secret', 'keep');
    expect(written).toEqual([]);
    expect(objects.list()[0]).toMatchObject({ lock: 'unlocked', isKept: false });
    const strange = { ...noSecretStore, readAll: () => [Uint8Array.of(1, 2), new Uint8Array(0)] };
    expect(open(strange).objects.list()).toEqual([]);
  });
});

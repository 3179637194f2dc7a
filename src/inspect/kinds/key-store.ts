import { decodeKeyStore, type KeyStoreEntry } from '#pki/keystore/decode-keystore.ts';
import {
  decryptKeyStoreKey,
  isKeyStorePassword,
  openSecretKey,
} from '#pki/keystore/decrypt-entry.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { keyStoreFindings } from '../findings/object-findings.ts';
import { inspectCertificate } from './certificate.ts';
import {
  closedProblem,
  counted,
  type InspectContext,
  inspected,
  malformed,
  monoField,
  textField,
  workOf,
} from './inspected.ts';
import { inspectKeptKey } from './private-key.ts';

/** A key store of Java (JKS, JCEKS): certificates are there without a password, keys with one. */
export function inspectKeyStore(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const decoded = decodeKeyStore(bytes);
  if (!decoded.ok) {
    return inspected({
      kind: 'key-store',
      title: 'Java key store, not well-formed',
      bytes,
      problem: malformed(decoded.error),
    });
  }
  const store = decoded.value;
  const { passwords } = context;
  const isChecked = passwords.some((password) => isKeyStorePassword(store, password));
  const isWrong = passwords.length > 0 && !isChecked;
  const contains = store.entries.flatMap((entry) => inspectEntry(entry, context));
  return inspected({
    kind: 'key-store',
    title: `${store.format} key store with ${counted(store.entries.length, 'entry').replace('entrys', 'entries')}`,
    bytes,
    fields: [
      textField('Format', `${store.format}, version ${store.version}`),
      textField('Entries', String(store.entries.length)),
      textField(
        'Integrity',
        isChecked ? 'the checksum fits the password' : 'not checked: that takes the password',
      ),
    ],
    findings: keyStoreFindings(store, context.now),
    problem: isWrong ? closedProblem('The key store', { code: 'wrong-password' }) : null,
    isLocked: contains.some(({ isLocked }) => isLocked),
    contains,
  });
}

function inspectEntry(entry: KeyStoreEntry, context: InspectContext): readonly InspectedObject[] {
  const named = (object: InspectedObject): InspectedObject => ({
    ...object,
    fields: [
      textField('Alias', toSafeText(entry.alias)),
      monoField('Stored', toRfc3339(entry.createdAt)),
      ...object.fields,
    ],
  });
  switch (entry.kind) {
    case 'certificate':
      return [named(inspectCertificate(entry.certificate, context))];
    case 'key':
      return [
        named(inspectKey(entry, context)),
        ...entry.chain.map((der) => named(inspectCertificate(der, context))),
      ];
    case 'secret':
      return [named(inspectSecret(entry, context))];
  }
}

function inspectKey(
  { key }: KeyStoreEntry & { kind: 'key' },
  context: InspectContext,
): InspectedObject {
  let problem: InspectedObject['problem'] = closedProblem('The private key', {
    code: 'password-needed',
  });
  for (const password of context.passwords) {
    const plain = decryptKeyStoreKey(key, { password, work: workOf(context) });
    if (plain.ok) {
      return inspectKeptKey(plain.value, context, 'by the key store');
    }
    problem = closedProblem('The private key', plain.error);
  }
  // That a key stays closed is no fault of the store.
  const isNeeded = problem.code === 'password-needed';
  const title = 'A private key, encrypted';
  return inspected({
    kind: 'private-key',
    title,
    problem: isNeeded ? null : problem,
    isLocked: problem.code === 'password-needed' || problem.code === 'wrong-password',
  });
}

/** A secret key of a JCEKS store: its kind and length, with the password, and never its octets. */
function inspectSecret(
  entry: KeyStoreEntry & { kind: 'secret' },
  context: InspectContext,
): InspectedObject {
  const work = workOf(context);
  const tried = context.passwords.map((password) => openSecretKey(entry, { password, work }));
  const open = tried.find((one) => one.ok);
  if (open?.ok === true) {
    const { algorithm, bits } = open.value;
    const words = [
      algorithm === null ? null : toSafeText(algorithm),
      bits === null ? null : `${bits} bits`,
    ];
    const what = words.filter((word) => word !== null).join(', ');
    const title = what === '' ? 'A secret key' : `A secret key, ${what}`;
    return inspected({ kind: 'private-key', title, fields: [textField('Key', what)] });
  }
  const last = tried.at(-1);
  const problem =
    last === undefined || last.ok ? null : closedProblem('The secret key', last.error);
  return inspected({
    kind: 'private-key',
    title: 'A secret key, encrypted',
    problem,
    isLocked: problem === null || problem.code === 'wrong-password',
  });
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateChain } from '#engine/judge/chain/chain.ts';
import { encodeElement, encodeOctetString, encodeSequence } from '#pki/der/writer.ts';
import { encodePem } from '#pki/x509/pem.ts';
import {
  certificatePolicies,
  distinguishedName,
  inhibitAnyPolicy,
  nameConstraints,
  policyConstraints,
  policyMappings,
  subjectAltName,
} from '../support/constrained-chains.ts';
import {
  caConstraints,
  createKeys,
  type Forged,
  type ForgedExtension,
  forge,
  keyUsage,
} from '../support/forge-certificate.ts';
import { openssl } from '../support/openssl.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const anyPolicy = '2.5.29.32.0';
const at = Date.parse('2026-06-01T00:00:00Z');
const ca = [caConstraints(), keyUsage(5, 6)];

function subjectKeyIdentifier(level: number): ForgedExtension {
  return { oid: '2.5.29.14', value: encodeOctetString(Uint8Array.of(level)) };
}

/** Without them OpenSSL takes a self-issued CA for a self-signed one. */
function keyIdentifiers(level: number): readonly ForgedExtension[] {
  const authority = encodeSequence(encodeElement(0x80, Uint8Array.of(level - 1)));
  return [subjectKeyIdentifier(level), { oid: '2.5.29.35', value: authority }];
}

const folder = suiteTempDir('constraints');
const root = forge({ name: 'Root', extensions: [...ca, subjectKeyIdentifier(0)] });
let files = 0;

async function write(...certificates: readonly Forged[]): Promise<string> {
  files += 1;
  const path = join(folder.path, `${files}.pem`);
  await writeFile(path, certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join(''));
  return path;
}

/** Which of the leaves `openssl verify` accepts below these CAs. */
async function opensslTrusts(
  leaves: readonly Forged[],
  cas: readonly Forged[],
  anchor = root,
): Promise<readonly boolean[]> {
  const paths = await Promise.all(leaves.map((leaf) => write(leaf)));
  const { stdout } = await openssl([
    ...['verify', '-no-CApath', '-no-CAstore'],
    // The user accepts any policy, which OpenSSL does not take for granted.
    ...['-policy_check', '-policy', anyPolicy],
    ...['-attime', String(at / 1_000), '-CAfile', await write(anchor)],
    ...(cas.length === 0 ? [] : ['-untrusted', await write(...cas)]),
    ...paths,
  ]);
  return paths.map((path) => stdout.includes(`${path}: OK`));
}

function weTrust(leaf: Forged, cas: readonly Forged[], anchor = root): boolean {
  const { evaluation } = evaluateChain({
    certificate: leaf.certificate,
    intermediates: cas.map(({ certificate }) => certificate),
    trustAnchors: [anchor.certificate],
    at,
    purpose: 'any',
  });
  return evaluation.outcome === 'trusted';
}

const keys = createKeys();

/** A leaf whose only name is this one: in subjectAltName, or the subject itself (`subject:O=A/CN=b`). */
function leafNamed(name: string, issuer: Forged, others: readonly ForgedExtension[] = []): Forged {
  if (name.startsWith('subject:')) {
    const subject = distinguishedName(name.slice('subject:'.length));
    return forge({ name, subject, issuer, keys, extensions: others });
  }
  const extensions = [{ ...subjectAltName(name), critical: true }];
  return forge({ name: '', issuer, keys, extensions });
}

/** Bases of each form, and names to hold against each of them. */
const forms: readonly (readonly [bases: readonly string[], names: readonly string[]])[] = [
  [
    ['dns:a.example', 'dns:.a.example', 'dns:', 'dns:example', 'dns:B.A.example'],
    [
      'dns:a.example',
      'dns:b.a.example',
      'dns:ba.example',
      'dns:A.EXAMPLE',
      'dns:example',
      'dns:*.a.example',
      'subject:CN=a.example',
      'subject:CN=b.a.example',
      'subject:CN=Somebody at b.example',
      'subject:CN=localhost',
      'ip:10.1.2.3',
    ],
  ],
  [
    ['email:a.example', 'email:.a.example', 'email:x@a.example', 'email:X@A.example'],
    [
      'email:x@a.example',
      'email:X@a.example',
      'email:x@b.a.example',
      'email:x@A.EXAMPLE',
      'email:x@ba.example',
      'email:nobody',
      'subject:CN=Nobody/emailAddress=x@a.example',
      'subject:CN=Nobody/emailAddress=x@b.a.example',
      'dns:a.example',
    ],
  ],
  [
    ['uri:a.example', 'uri:.a.example', 'uri:A.example'],
    [
      'uri:http://a.example/',
      'uri:http://b.a.example:80/x',
      'uri:http://b.a.example',
      'uri:ldap://A.EXAMPLE/x',
      'uri:http://ba.example/',
      'uri:urn:x',
      'dns:b.example',
    ],
  ],
  [
    ['ip:10.0.0.0/8', 'ip:10.1.2.0/23', 'ip:2001:db8:0:0:0:0:0:0/32', 'ip:0.0.0.0/0'],
    [
      'ip:10.1.2.3',
      'ip:10.1.3.3',
      'ip:10.1.4.3',
      'ip:11.0.0.1',
      'ip:2001:db8:0:0:0:0:0:1',
      'ip:2001:db9:0:0:0:0:0:1',
      'dns:a.example',
    ],
  ],
  [
    ['dir:O=A', 'dir:O=a', 'dir:O=A/OU=B', 'dir:', 'dir:C=DE/O=A'],
    [
      'subject:O=A/CN=c',
      'subject:O=A/OU=B/CN=c',
      'subject:O=A/OU=b/CN=c',
      'subject:C=DE/O=A/CN=c',
      'subject:O=AB/CN=c',
      'subject:CN=c',
      'dir:O=A/CN=c',
      'dir:O=B',
      'dns:a.example',
    ],
  ],
];

describe('nameConstraints, as openssl verify judges them', () => {
  const cases = forms.flatMap(([bases, names]) =>
    bases.flatMap((base) =>
      (['permitted', 'excluded'] as const).map((kind) => ({ kind, base, names })),
    ),
  );

  it.each(cases)('$kind "$base"', async ({ kind, base, names }) => {
    const extensions = [...ca, nameConstraints({ [kind]: [base] })];
    const issuing = forge({ name: 'Issuing', issuer: root, extensions });
    const leaves = names.map((name) => leafNamed(name, issuing));
    const theirs = await opensslTrusts(leaves, [issuing]);
    const ours = leaves.map((leaf) => weTrust(leaf, [issuing]));
    const table = (trusted: readonly boolean[]) =>
      names.map((name, i) => `${trusted[i] === true ? 'trusts' : 'refuses'} ${name}`);
    expect(table(ours)).toEqual(table(theirs));
  });

  it('of two CAs and of the trust anchor, all of which count', async () => {
    const anchor = forge({
      name: 'Anchor',
      extensions: [...ca, nameConstraints({ permitted: ['dns:example'] })],
    });
    const upper = forge({
      name: 'Upper',
      issuer: anchor,
      extensions: [...ca, nameConstraints({ excluded: ['dns:b.example', 'ip:0.0.0.0/0'] })],
    });
    const lower = forge({
      name: 'Lower',
      issuer: upper,
      extensions: [...ca, nameConstraints({ permitted: ['dns:a.example', 'dns:b.example'] })],
    });
    const names = ['dns:a.example', 'dns:x.b.example', 'dns:c.example', 'dns:d.test', 'ip:1.2.3.4'];
    const leaves = names.map((name) => leafNamed(name, lower));
    const cas = [upper, lower];
    const theirs = await opensslTrusts(leaves, cas, anchor);
    expect(leaves.map((leaf) => weTrust(leaf, cas, anchor))).toEqual(theirs);
    expect(theirs).toEqual([true, false, false, false, false]);
  });

  it('of a CA that issued itself anew, which is not held to them itself', async () => {
    const subject = distinguishedName('O=A/CN=CA');
    const extensions = [...ca, nameConstraints({ permitted: ['dir:O=B'] })];
    const first = forge({
      name: 'CA',
      subject,
      issuer: root,
      extensions: [...extensions, ...keyIdentifiers(1)],
    });
    const second = forge({
      name: 'CA',
      subject,
      issuer: first,
      extensions: [...ca, ...keyIdentifiers(2)],
    });
    const leaves = ['subject:O=B/CN=x', 'subject:O=A/CN=x'].map((name) =>
      leafNamed(name, second, keyIdentifiers(3)),
    );
    const theirs = await opensslTrusts(leaves, [first, second]);
    expect(leaves.map((leaf) => weTrust(leaf, [first, second]))).toEqual(theirs);
    expect(theirs).toEqual([true, false]);
  });
});

const [p, q, r] = ['1.3.6.1.4.1.99999.1', '1.3.6.1.4.1.99999.2', '1.3.6.1.4.1.99999.3'] as const;

const policies = fc.option(
  fc
    .uniqueArray(fc.constantFrom(p, q, r, anyPolicy), { minLength: 1, maxLength: 3 })
    .map((list) => certificatePolicies(...list)),
  { nil: null, freq: 4 },
);
const skip = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
const constraints = fc.tuple(skip, skip).map(([explicit, mapping]) =>
  explicit === undefined && mapping === undefined
    ? null
    : policyConstraints({
        ...(explicit === undefined ? {} : { explicit }),
        ...(mapping === undefined ? {} : { mapping }),
      }),
);
const mapping = fc.option(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(p, q, r), fc.constantFrom(p, q, r)), {
      minLength: 1,
      maxLength: 2,
      selector: (pair) => pair.join(),
    })
    .map((pairs) => policyMappings(...pairs)),
  { nil: null, freq: 1 },
);
const inhibit = fc.option(fc.integer({ min: 0, max: 2 }).map(inhibitAnyPolicy), { nil: null });

/** The extensions about policies of one CA, and whether it has the name of the CA above it. */
const caParts = fc.record({
  list: fc.tuple(policies, constraints, mapping, inhibit),
  isSelfIssued: fc.boolean(),
});

function present(list: readonly (ForgedExtension | null)[]): readonly ForgedExtension[] {
  return list.filter((extension) => extension !== null);
}

describe('policies, as openssl verify -policy_check judges them', () => {
  const chains = fc.sample(fc.tuple(caParts, caParts, caParts, fc.tuple(policies, constraints)), {
    numRuns: 160,
    seed: 20_261,
  });

  it('agree on 160 chains of random policies, constraints and mappings', async () => {
    const verdicts = { trusted: 0, refused: 0 };
    for (const [upper, middle, lower, leafList] of chains) {
      const cas: Forged[] = [];
      for (const [depth, { list, isSelfIssued }] of [upper, middle, lower].entries()) {
        const issuer = cas[depth - 1] ?? root;
        const name = isSelfIssued && depth > 0 ? issuer.name : `CA ${depth}`;
        const serialNumber = Uint8Array.of(depth + 1);
        const extensions = [...ca, ...keyIdentifiers(depth + 1), ...present(list)];
        cas.push(forge({ name, issuer, serialNumber, extensions }));
      }
      const issuer = cas[2] ?? root;
      const leaf = forge({
        name: 'Leaf',
        issuer,
        keys,
        extensions: [...keyIdentifiers(4), ...present(leafList)],
      });
      const [theirs] = await opensslTrusts([leaf], cas);
      const ours = weTrust(leaf, cas);
      expect(ours, JSON.stringify([upper, middle, lower, leafList])).toBe(theirs);
      verdicts[ours ? 'trusted' : 'refused'] += 1;
    }
    expect(verdicts.trusted).toBeGreaterThan(20);
    expect(verdicts.refused).toBeGreaterThan(20);
  });
});

import { describe, expect, it } from 'vitest';
import { faultTable } from '#lab/faults/registry.ts';
import { signerTable } from '#lab/responder/signer-table.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import { labState, mustWords } from '#shared/wording/lab-certificate.ts';
import { arrangeLab } from '../../../../../src/renderer/src/features/lab/arrange-lab.ts';
import { behaviourWords } from '../../../../../src/renderer/src/features/lab/behaviour-words.ts';
import {
  type ClientDraft,
  freeName,
  toRequest,
} from '../../../../../src/renderer/src/features/lab/issue-request.ts';
import { sampleStart } from '../../../../support/flow-samples.ts';
import { sampleLab, sampleLabCertificate } from '../../../../support/lab-samples.ts';

describe('arrangeLab', () => {
  it('puts each certificate under its issuer, with the strangers last', () => {
    const groups = arrangeLab([
      ...sampleLab().certificates,
      sampleLabCertificate('unissued', { role: 'stranger-responder', issuerId: 'unissued' }),
    ]);
    expect(
      groups.map(({ title, lines }) => [
        title,
        lines.map(({ certificate, depth }) => [certificate.id, depth]),
      ]),
    ).toEqual([
      [
        'Certificate authority',
        [
          ['root', 0],
          ['issuing', 1],
        ],
      ],
      [
        'Clients',
        [
          ['lab-client-revoked', 0],
          ['lab-client-good', 0],
        ],
      ],
      [
        'Strangers',
        [
          ['stranger-ca', 0],
          ['stranger-client', 1],
          ['unissued', 0],
        ],
      ],
    ]);
  });
});

describe('behaviourWords', () => {
  const words = (change: Partial<typeof defaultBehaviour>) =>
    behaviourWords({ ...defaultBehaviour, ...change }, faultTable, signerTable);

  it.each([
    [{}, 'Answers properly.'],
    [{ fault: 'stale' }, 'Fault: Stale.'],
    [{ signer: 'stranger', responderIdBy: 'key' }, 'Signed by: Stranger; names itself by key.'],
    [{ nextUpdateSeconds: null, nonce: 'ignore' }, 'No nextUpdate; leaves the nonce out.'],
    [{ nextUpdateSeconds: 600, latencyMs: 250 }, 'NextUpdate after 10 min; waits 250 ms.'],
  ] as const)('says %j as %s', (change, expected) => {
    expect(words(change)).toBe(expected);
  });
});

describe('mustWords', () => {
  it('makes a sentence of every instruction that faults and signers come with', () => {
    for (const { instruction } of [...faultTable, ...signerTable]) {
      expect(mustWords(instruction)).toMatch(/^A correct checker must [a-z].*\.$/);
    }
  });
});

describe('toRequest', () => {
  const draft: ClientDraft = {
    name: ' lab-client-8 ',
    keyType: 'p256',
    validDays: '30',
    uris: 'two',
    customUris: '',
  };

  it('asks for the responder, then the backup, where two URIs are wanted', () => {
    expect(toRequest(draft)).toEqual({
      ok: true,
      value: {
        name: 'lab-client-8',
        keyType: 'p256',
        validDays: 30,
        ocspUris: [{ to: 'responder' }, { to: 'backup' }],
      },
    });
  });

  it('takes other URIs in the order in which they were written', () => {
    const request = toRequest({ ...draft, uris: 'custom', customUris: 'http://a/, http://b/ ' });
    expect(request.ok && request.value.ocspUris).toEqual([
      { to: 'elsewhere', uri: 'http://a/' },
      { to: 'elsewhere', uri: 'http://b/' },
    ]);
  });

  it.each([
    [{ name: '  ' }, 'name'],
    [{ validDays: '0' }, 'validDays'],
    [{ validDays: '1.5' }, 'validDays'],
    [{ uris: 'custom' }, 'ocspUris'],
  ] as const)('refuses %j at its field', (change, field) => {
    const request = toRequest({ ...draft, ...change });
    expect(!request.ok && request.error.map((problem) => problem.field)).toEqual([field]);
  });

  it('suggests a name that nobody has', () => {
    const taken = [sampleLabCertificate('lab-client-3'), sampleLabCertificate('lab-client-4')];
    expect(freeName(taken)).toBe('lab-client-5');
    expect(freeName([])).toBe('lab-client-1');
  });
});

describe('labState', () => {
  const hold = { time: sampleStart, reason: 'certificateHold' } as const;
  it.each([
    [{}, { tone: 'good', words: 'good' }],
    [{ notAfter: sampleStart - 1 }, { tone: 'revoked', words: 'expired' }],
    [{ status: { status: 'revoked', revocation: hold } }, { tone: 'revoked', words: 'on hold' }],
    [{ status: { status: 'unknown' } }, { tone: 'unknown', words: 'unknown' }],
    [{ status: null }, { tone: 'none', words: 'not tracked' }],
  ] as const)('says how a certificate stands: %j', (change, expected) => {
    expect(labState(sampleLabCertificate('a', change), sampleStart)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { decodePem, encodePem } from '#pki/x509/pem.ts';
import { readFixture, readFixtureDer, readManifest } from '../../../support/fixtures/manifest.ts';

const der = Uint8Array.from({ length: 100 }, (_, i) => i);
const pem = encodePem('CERTIFICATE', der);

/** What matters of each block and problem. */
function read(input: string | Uint8Array) {
  const { blocks, problems } = decodePem(input);
  return {
    blocks: blocks.map(({ label, der, line }) => `${label} of ${der.length} in line ${line}`),
    problems: problems.map(({ code, line, message }) => `${code} in line ${line}: ${message}`),
  };
}

const good = { blocks: ['CERTIFICATE of 100 in line 1'], problems: [] };

describe('decodePem', () => {
  it.each<[string, string | Uint8Array]>([
    ['as we write it', pem],
    ['as bytes', Buffer.from(pem)],
    ['with CRLF', pem.replaceAll('\n', '\r\n')],
    ['with CR', pem.replaceAll('\n', '\r')],
    ['without a last line end', pem.trimEnd()],
    ['indented', pem.replace(/^/gm, '  \t')],
    ['with blanks at line ends', pem.replaceAll('\n', '  \n')],
    ['with blank lines inside', pem.replaceAll('\n', '\n\n').slice(0, -1)],
    [
      'with all its base64 in one line',
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----`,
    ],
    ['after a byte order mark in a text', `\ufeff${pem}`],
    ['after a byte order mark in bytes', Buffer.from(`\ufeff${pem}`)],
    ['in UTF-16, as Windows tools write it', Buffer.from(`\ufeff${pem}`, 'utf16le')],
  ])('reads a block %s', (_what, input) => {
    expect(read(input)).toEqual(good);
    expect(decodePem(input).blocks[0]?.der).toEqual(der);
  });

  it.each(readManifest().forms.filter(({ file }) => file.endsWith('.pem')))(
    'reads $file',
    (form) => {
      const { blocks, problems } = decodePem(readFixture(form.file));
      expect(problems).toEqual([]);
      expect(blocks.map((block) => block.der)).toEqual(form.holds.map(readFixtureDer));
    },
  );

  it('keeps labels, order and places, with text between', () => {
    const other = encodePem('X509 CRL', Uint8Array.of(1));
    const text = `subject=/CN=a\n${pem}issuer: --- x\n${other}-----BEGIN nothing\n`;
    const { blocks } = decodePem(text);
    expect(blocks.map(({ label, line, offset }) => ({ label, line, offset }))).toEqual([
      { label: 'CERTIFICATE', line: 2, offset: 14 },
      { label: 'X509 CRL', line: 8, offset: 14 + pem.length + 14 },
    ]);
    expect(text.slice(blocks[1]?.offset).startsWith('-----BEGIN X509 CRL')).toBe(true);
  });

  it('reads the headers of an encrypted key', () => {
    const lines = pem.replaceAll('CERTIFICATE', 'RSA PRIVATE KEY').split('\n');
    lines.splice(1, 0, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,00FF', '');
    const { blocks, problems } = decodePem(lines.join('\n'));
    expect(problems).toEqual([]);
    expect(blocks[0]).toMatchObject({
      label: 'RSA PRIVATE KEY',
      headers: [
        { name: 'Proc-Type', value: '4,ENCRYPTED' },
        { name: 'DEK-Info', value: 'AES-256-CBC,00FF' },
      ],
      der,
    });
  });

  it.each<[string, string, string]>([
    [
      'a character that is no base64',
      pem.replace('AAEC', 'AA*C'),
      'invalid-base64 in line 2: line 2, column 3: "*" is no base64',
    ],
    [
      'padding in the middle of a line',
      pem.replace('AAEC', 'AA=C'),
      'invalid-base64 in line 2: line 2, column 3: "=" is no base64',
    ],
    [
      'text after the padding',
      pem.replace('==\n', '==\nAAAA\n'),
      'invalid-base64 in line 5: line 5, column 1: text after the padding',
    ],
    [
      'base64 that is cut short',
      pem.replace('==\n', '=\n'),
      'invalid-base64 in line 1: line 1: the base64 of this block is cut short',
    ],
    [
      'no END line',
      pem.replace(/-----END.*\n/, ''),
      'unterminated-block in line 1: the block that begins in line 1 has no END line',
    ],
    [
      'another END line',
      pem.replace('END CERTIFICATE', 'END X509 CRL'),
      'label-mismatch in line 1: the block begins as CERTIFICATE and ends as X509 CRL',
    ],
    [
      'nothing inside',
      '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
      'empty-block in line 1: the block holds nothing',
    ],
  ])('reports a block with %s and still reads the next', (_what, broken, problem) => {
    const { blocks, problems } = read(`${broken}\n${pem}`);
    expect({ blocks: blocks.length, problems }).toEqual({ blocks: 1, problems: [problem] });
  });

  it('gives nothing for what is no PEM', () => {
    const inputs = ['', 'hello', '-----BEGIN-----', '-----END CERTIFICATE-----', Buffer.from(der)];
    expect(inputs.map(read)).toEqual(inputs.map(() => ({ blocks: [], problems: [] })));
  });

  it('stops after 20,000 blocks and says so', () => {
    const { blocks, problems } = decodePem(encodePem('X', Uint8Array.of(1)).repeat(20_001));
    expect(blocks).toHaveLength(20_000);
    expect(problems).toMatchObject([{ code: 'too-many-blocks', line: 60_001 }]);
  });

  it('takes hostile input of 10 MB within a moment', () => {
    const size = 10_000_000;
    const inputs = [
      '-'.repeat(size),
      `-----BEGIN X-----\n${'A'.repeat(size)}`,
      '-----BEGIN '.repeat(size / 11),
    ];
    const start = performance.now();
    for (const input of inputs) decodePem(input);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('encodePem', () => {
  it('writes lines of 64 characters', () => {
    const lines = pem.split('\n');
    expect(lines.map((line) => line.length)).toEqual([27, 64, 64, 8, 25, 0]);
    expect([lines[0], lines[4]]).toEqual([
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
    ]);
  });
});

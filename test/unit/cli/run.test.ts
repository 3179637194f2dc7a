import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../support/fixtures/manifest.ts';
import { runInProcess } from './fake-environment.ts';

const files = {
  'good.pem': readFixture('certificates/p256/good.pem'),
  'ca.pem': readFixture('certificates/p256/issuer.pem'),
  'answer.der': readFixture('responses/p256-issuer-good.der'),
  'plain.der': readFixture('requests/p256-issuer-good.der'),
  'page.html': new TextEncoder().encode('<!doctype html><title>Sign in</title>'),
  'cut.pem': readFixture('certificates/p256/good.pem').subarray(0, 300),
  empty: new Uint8Array(0),
};

/** The first line of what was said on standard error, and the code. */
async function refusal(...args: readonly string[]) {
  const { code, stdout, stderr } = await runInProcess(args, { files, width: 200 });
  expect(stdout).toBe('');
  return [
    code,
    ...stderr
      .trim()
      .split('\n')
      .slice(0, 2)
      .map((line) => line.trim()),
  ];
}

describe('the command line', () => {
  it('lists the commands that there are', async () => {
    const { code, stdout } = await runInProcess(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('revoscope 1.2.3\n');
    expect([...stdout.matchAll(/^ {2}([\w-]+) {2,}[A-Z]/gm)].map((match) => match[1])).toEqual([
      'check',
      'verify',
      'inspect',
      'chain',
      'compare',
      'convert',
      'serve',
      'lab',
      'demo',
      'replay',
      'exposure',
      'case',
      'matrix',
      'policy',
      'probe-responder',
      'sweep',
      'completion',
      'man',
    ]);
  });

  it.each([
    ['check'],
    ['verify'],
    ['inspect'],
    ['chain'],
    ['compare'],
    ['convert'],
    ['serve'],
    ['demo'],
    ['replay'],
    ['exposure'],
    ['matrix'],
    ['policy'],
    ['completion'],
    ['man'],
  ])('explains %s with examples', async (name) => {
    const forms = [
      [name, '--help'],
      [name, '-h'],
      ['help', name],
      [name, 'a', '--json', '--help'],
    ];
    const printed = await Promise.all(forms.map((args) => runInProcess(args)));
    const [first] = printed;
    expect(first?.stdout).toContain(`revoscope ${name} `);
    expect(first?.stdout).toContain('Exit codes');
    expect(first?.stdout).toMatch(/Examples\n {2}\S/);
    for (const one of printed) expect(one).toEqual(first);
  });

  it('fits help into 80 columns', async () => {
    for (const name of ['check', 'verify', 'inspect', 'serve', 'lab', 'demo']) {
      const { stdout } = await runInProcess([name, '--help'], { width: 80 });
      const long = stdout
        .split('\n')
        .filter((line) => line.length > 80 && !line.startsWith('  revoscope'));
      expect(long).toEqual([]);
    }
  });

  it('tells its version', async () => {
    expect(await runInProcess(['--version'])).toMatchObject({
      code: 0,
      stdout: 'revoscope 1.2.3\n',
      stderr: '',
      written: {},
      octets: {},
    });
  });

  it.each<[readonly string[], readonly string[]]>([
    [
      [],
      [
        'Which command?',
        'There are check, verify, inspect, chain, compare, convert, serve, lab, demo,',
      ],
    ],
    [['chek'], ['There is no command "chek".', 'Did you mean check?']],
    [
      ['watch'],
      [
        'There is no command "watch".',
        'There are check, verify, inspect, chain, compare, convert, serve, lab, demo,',
      ],
    ],
    [
      ['help', 'verifi'],
      ['There is no command "verifi".', 'Did you mean verify?'],
    ],
    [
      ['--gate', 'check'],
      [
        'There is no option --gate before a command.',
        'There are check, verify, inspect, chain, compare, convert, serve, lab, demo,',
      ],
    ],
    [['check'], ['Which certificate?', 'Give the file that holds it, a folder, or HOST:PORT.']],
    [
      ['check', 'localhost:99999'],
      [
        '"localhost:99999" cannot be connected to: there is no port 99999.',
        'A file of that name is given as ./localhost:99999',
      ],
    ],
    [
      ['check', 'good.pem', '--isuer', 'ca.pem'],
      ['There is no option --isuer.', 'Did you mean --issuer?'],
    ],
    [
      ['verify', 'good.pem', 'ca.pem', '--response', 'answer.der'],
      ['One certificate at a time: "ca.pem" is left over.', 'See: revoscope verify --help'],
    ],
    [
      ['check', 'good.pem'],
      [
        'The certificate of the issuer is needed, CN=Fixture p256 Issuing CA,O=Revoscope tests.',
        'Give it with --issuer FILE, or put it into the file of the certificate.',
      ],
    ],
    [
      ['check', '-', '--issuer', '-'],
      ['Standard input ("-") can stand for one file only.', 'See: revoscope check --help'],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--fallback', 'alow'],
      ['--fallback is allow or block, not "alow".', 'Did you mean allow?'],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--hash', 'md5'],
      ['--hash is sha1, sha256, sha384 or sha512, not "md5".', 'See: revoscope check --help'],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--timeout', '0'],
      [
        '--timeout is a whole number of milliseconds from 1 to 600000, not "0".',
        'See: revoscope check --help',
      ],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--skew', '-5'],
      [
        '--skew is a whole number of seconds from 0 to 86400, not "-5".',
        'See: revoscope check --help',
      ],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--at', 'yesterday'],
      [
        '--at is a time such as 2026-01-31T12:00:00Z (RFC 3339), not "yesterday".',
        'See: revoscope check --help',
      ],
    ],
    [
      ['check', 'good.pem', '--issuer', 'ca.pem', '--responder-uri', 'ocsp.test'],
      [
        '--responder-uri is an http or https URI such as http://ocsp.example.com/, not "ocsp.test".',
        'See: revoscope check --help',
      ],
    ],
    [
      ['verify', 'good.pem', '--issuer', 'ca.pem'],
      ['Which response?', 'Give it with --response FILE.'],
    ],
    [
      [
        'verify',
        'good.pem',
        '--issuer',
        'ca.pem',
        '--response',
        'answer.der',
        '--nonce',
        'require',
      ],
      [
        '--nonce require compares with the nonce of a request.',
        'Give the request with --request FILE.',
      ],
    ],
    [['inspect'], ['Which file?', 'Give one or more files; "-" is standard input.']],
    [
      ['serve', '--server-key', 'k.pem', '--server-cert', 's.pem'],
      [
        'Without --lab, certificates are needed: --client-ca FILE.',
        'Or let the lab bring them: revoscope serve --lab',
      ],
    ],
    [
      ['serve', '--lab-dir', 'x'],
      ['--lab-dir is about the lab: give --lab as well.', 'See: revoscope serve --help'],
    ],
    [
      ['serve', '--lab', '--server-cert', 'x'],
      ['--server-cert needs its key: --server-key FILE.', 'See: revoscope serve --help'],
    ],
    [
      ['serve', '--lab', '--server-key', 'x'],
      ['--server-key needs its certificate: --server-cert FILE.', 'See: revoscope serve --help'],
    ],
    [
      ['serve', '--lab', '--port', '70000'],
      [
        '--port is a port from 1 to 65535, or 0 for any that is free, not "70000".',
        'See: revoscope serve --help',
      ],
    ],
    [
      ['serve', '--lab', '--cache-min', '3601'],
      [
        'The shortest life of a cached answer (--cache-min, 3601) is longer than the longest (--cache-max, 3600).',
        'Give both, the first at most as long as the second.',
      ],
    ],
    [
      ['serve', '--lab', '--cache-max', '0'],
      [
        '--cache-max is a whole number of seconds from 1 to 2592000, not "0".',
        'See: revoscope serve --help',
      ],
    ],
    [
      ['serve', '--lab', '--deny', 'no'],
      ['--deny is answer or close, not "no".', 'See: revoscope serve --help'],
    ],
    [
      ['serve', '--lab', 'client.pem'],
      [
        '"client.pem" has no place here: certificates come with options.',
        'See: revoscope serve --help',
      ],
    ],
    [
      ['demo', 'good', 'cache-windw'],
      ['There is no scenario "cache-windw".', 'Did you mean cache-window?'],
    ],
  ])('refuses %j with exit code 64 and what would be right', async (args, lines) => {
    const [first, second] = lines;
    // The list of all commands goes on in the next line.
    expect(await refusal(...args)).toEqual([
      64,
      `revoscope: ${first}`,
      ...(second === undefined ? [] : [expect.stringContaining(second)]),
    ]);
  });

  it.each<[readonly string[], string | RegExp]>([
    [['check', 'nope.pem', '--issuer', 'ca.pem'], 'nope.pem: There is no such file.'],
    [['check', 'empty', '--issuer', 'ca.pem'], 'empty: The input is empty.'],
    [
      ['check', 'page.html', '--issuer', 'ca.pem'],
      'page.html: This is an HTML page, not a certificate. It is probably the answer of a web server in place of the file.',
    ],
    [
      ['check', 'answer.der', '--issuer', 'ca.pem'],
      'answer.der: This is an OCSP response, not a certificate.',
    ],
    [
      ['check', 'good.pem', '--issuer', 'cut.pem'],
      'cut.pem: A PEM block "CERTIFICATE" cannot be read: the block that begins in line 1 has no END line.',
    ],
    [
      ['verify', 'good.pem', '--issuer', 'ca.pem', '--response', 'page.html'],
      /^page\.html: This is an HTML page, not an OCSP response\./,
    ],
    [
      ['verify', 'good.pem', '--issuer', 'ca.pem', '--response', 'ca.pem'],
      'ca.pem: The PEM block in line 1 is a certificate, not an OCSP response.',
    ],
    [
      [
        'verify',
        'good.pem',
        '--issuer',
        'ca.pem',
        '--response',
        'answer.der',
        '--request',
        'answer.der',
      ],
      'answer.der: This is an OCSP response, not an OCSP request.',
    ],
    [['inspect', 'nope'], 'nope: There is no such file.'],
  ])('says of %j which file it is and why, with exit code 65', async (args, expected) => {
    const [code, line] = await refusal(...args);
    expect(code).toBe(65);
    expect(String(line).replace('revoscope: ', '')).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('tells errors as JSON where JSON is wanted', async () => {
    const printed = await runInProcess(['check', 'x', '--json'], {
      files: { x: readFixture('forms/good.der').subarray(0, 100) },
    });
    expect(printed.stderr).toBe('');
    expect(JSON.parse(printed.stdout)).toEqual({
      error: {
        code: 'input-unreadable',
        message: expect.stringContaining('not well-formed'),
        hint: null,
        file: 'x',
        offset: 0,
        path: 'Certificate',
      },
    });
    expect(printed.code).toBe(65);
    const usage = await runInProcess(['check', '--json', '--isuer']);
    expect([usage.code, JSON.parse(usage.stdout)]).toEqual([
      64,
      {
        error: {
          code: 'usage',
          message: 'There is no option --isuer.',
          hint: 'Did you mean --issuer?',
          file: null,
          offset: null,
          path: null,
        },
      },
    ]);
  });

  it('tells an error of a command that writes lines in one line', async () => {
    const { code, stdout } = await runInProcess(['serve', '--json']);
    expect([code, stdout.match(/\n/g)?.length, JSON.parse(stdout).error.code]).toEqual([
      64,
      1,
      'usage',
    ]);
  });

  it('opens no address that others can reach before that is confirmed', async () => {
    const args = ['serve', '--lab', '--port', '0', '--host', '0.0.0.0'];
    const { code, stderr } = await runInProcess(args);
    expect([code, stderr]).toEqual([
      64,
      expect.stringContaining('Add --expose if that is meant, or leave --host out.'),
    ]);
  });

  it('colours only where it is told to', async () => {
    const args = ['inspect', 'good.pem'];
    const plain = await runInProcess(args, { files });
    const coloured = await runInProcess(args, { files, colour: 'on' });
    expect(plain.stdout).not.toContain('\u001b');
    expect(coloured.stdout).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });
});

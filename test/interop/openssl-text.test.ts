import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { longName, namedObjects, shortName } from '#inspect/text/openssl-names.ts';
import { textOfObject } from '#inspect/text/text-of-object.ts';
import { mustOpenssl } from '../support/openssl.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('text');
const config = new URL('../fixtures/objects/every-extension.cnf', import.meta.url).pathname;

/** `openssl`, words apart by spaces, in the folder of this suite. */
const run = async (command: string) =>
  (await mustOpenssl(command.split(' '), { cwd: temp.path })).stdout;

/**
 * Where we write other lines than OpenSSL 3.0: it leaves a line end out between the names of a distribution point
 * and what follows them.
 */
function withLineEnds(text: string): string {
  return text.replace(
    /^( +(?:URI|DirName):.*?) {16}(Reasons:|Only User Certificates)$/gm,
    '$1\n                $2',
  );
}

function linesOf(text: string): readonly string[] {
  return withLineEnds(text)
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

async function ourLines(file: string): Promise<readonly string[]> {
  const bytes = await readFile(join(temp.path, file));
  return inspectInput(bytes, { now: 0, passwords: [] }).flatMap((object) =>
    textOfObject(object).trimEnd().split('\n'),
  );
}

beforeAll(async () => {
  await run('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key');
  await writeFile(join(temp.path, 'number'), '0A');
  const revoked = (date: string, serial: string) =>
    ['R', '301231235959Z', `250101000000Z${date}`, serial, 'unknown', '/CN=a'].join('\t');
  await writeFile(
    join(temp.path, 'index'),
    `${[
      revoked(',keyTime,20240101000000Z', '0ABC'),
      revoked(',holdInstruction,holdInstructionReject', '1234567890ABCDEF1234'),
      revoked('', '03'),
      revoked(',removeFromCRL', '04'),
    ].join('\n')}\n`,
  );
});

describe('the text of a certificate, line by line as openssl x509 -text prints it', () => {
  it.each([['all'], ['odd'], ['names']])(
    'with the extensions "%s" of our list',
    async (section) => {
      await run(`req -x509 -key key -config ${config} -extensions ${section} -out ${section}.pem`);
      const theirs = await run(`x509 -in ${section}.pem -text -noout`);
      expect(await ourLines(`${section}.pem`)).toEqual(linesOf(theirs));
    },
  );

  it.each([
    ['RSA, small exponent', '-newkey rsa:1024 -pkeyopt rsa_keygen_pubexp:3 -set_serial -5'],
    ['RSA-PSS', '-newkey rsa-pss -set_serial 0x123456789abcdef01'],
    [
      'RSA-PSS with restrictions',
      '-newkey rsa-pss -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32',
    ],
    ['P-521', '-newkey ec -pkeyopt ec_paramgen_curve:P-521 -set_serial -1'],
    ['brainpool', '-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP384r1 -set_serial 0'],
    ['Ed25519', '-newkey ed25519 -days 40000'],
    ['Ed448', '-newkey ed448 -set_serial 0xffffffffffffffff'],
    ['DSA', '-newkey dsa:parameters'],
  ])('of a key: %s', async (_, options) => {
    if (options.includes('parameters')) await run('dsaparam -out parameters 1024');
    const subject = '/CN=a+SN=b/GN=c/jurisdictionC=DE/UID=u/DC=d/OU=x,y/O=#z';
    await run(`req -x509 ${options} -nodes -keyout other -subj ${subject} -out key.pem`);
    expect(await ourLines('key.pem')).toEqual(linesOf(await run('x509 -in key.pem -text -noout')));
  });

  it('of every third root that is trusted on the web, but for texts in UTF-16', async () => {
    for (const [at, pem] of rootCertificates.entries()) {
      if (at % 3 !== 0) continue;
      const theirs = await mustOpenssl(['x509', '-text', '-noout'], { input: pem });
      const [object] = inspectInput(new TextEncoder().encode(pem), { now: 0, passwords: [] });
      if (object === undefined) throw new Error(`not read: ${pem}`);
      const ours = textOfObject(object).trimEnd().split('\n');
      // OpenSSL writes the octets of a BMPString as they stand: NUL and a letter in turn.
      const isReadable = (line: string) => !line.includes('Explicit Text:');
      expect(ours.filter(isReadable)).toEqual(linesOf(theirs.stdout).filter(isReadable));
    }
  });
});

describe('the text of other objects', () => {
  it('of a CRL, as openssl crl -text prints it', async () => {
    await run(`req -x509 -key key -config ${config} -extensions all -out ca.pem`);
    await run(`ca -config ${config} -gencrl -cert ca.pem -keyfile key -out list.crl`);
    expect(await ourLines('list.crl')).toEqual(linesOf(await run('crl -in list.crl -text -noout')));
  });

  it.each([
    ['with attributes and extensions', `-config ${config} -reqexts re`],
    ['with neither', '-subj /CN=plain'],
  ])('of a request %s, as openssl req -text prints it', async (_, options) => {
    await run(`req -new -key key ${options} -out request.pem`);
    const theirs = await run('req -in request.pem -text -noout');
    expect(await ourLines('request.pem')).toEqual(linesOf(theirs));
  });

  it('names object identifiers as openssl does', async () => {
    const theirs = new Map(
      (await run('list -objects')).split('\n').flatMap((line) => {
        const found = /^(.*?) = (?:(.*), )?([0-9.]+)$/.exec(line);
        const [, short = '', long = short, oid = ''] = found ?? [];
        return found === null ? [] : [[oid, [short, long]] as const];
      }),
    );
    const ours = namedObjects.map((oid) => [oid, [shortName(oid), longName(oid)]]);
    expect(ours).toEqual(namedObjects.map((oid) => [oid, theirs.get(oid)]));
  });
});

/** One response as we judge it and as `openssl ocsp` does. */
export interface ComparedCase {
  readonly name: string;
  readonly about: string;
  /** `good`, or `indeterminate, signature-invalid`. */
  readonly ours: string;
  /** Our status where the answer counts; null where it does not. */
  readonly ourStatus: string | null;
  /** `good`, or `refuses`. */
  readonly openssl: string;
  readonly opensslStatus: string | null;
}

const head = `<!-- Written by test/interop/openssl-differences.test.ts:
     UPDATE_DOCS=1 npx vitest run --project interop test/interop/openssl-differences.test.ts -->

# Where our verdict differs from that of \`openssl ocsp\`

Each row is a saved response of \`test/fixtures\`, judged by our engine and by \`openssl ocsp -respin\` (OpenSSL 3.0) in one run of the test that writes this page: it fails where the page is not what the two say. *refuses* means that openssl prints no \`Response verify OK\`, or cannot read the response; what it prints as status after that is not counted here, although a person reads it. openssl holds the times of a status against its own clock alone (\`-attime\` counts for certificates only) and prints \`WARNING: Status times invalid\` with exit code 0, so times are not counted either: rows about times say what openssl makes of the rest.

[test/interop/engine-openssl.test.ts](../test/interop/engine-openssl.test.ts) asks one live \`openssl ocsp\` responder about the same certificates with both.
`;

const tail = `
## Habits of the openssl responder

Tests that use it have to know these.

- It looks for changes of its database before it waits for a connection: the first request after a change is answered from the old one.
- With GET it takes the whole path for the base64 request. A responder URI with a path (\`http://host/ocsp\`) is answered with 400; POST is not affected.
- A connection that is closed without a request makes it spin for ever.
- \`-nmin 0\` is refused: a nextUpdate that has passed needs a verification time later than now.
- With \`-rcid\` it writes serial number 0 into a CertID of another hash than the request's, so that it identifies nothing.
`;

/** The page of differences, from what both said. */
export function opensslDifferences(cases: readonly ComparedCase[]): string {
  const differing = cases.filter(({ ourStatus, opensslStatus }) => ourStatus !== opensslStatus);
  const same = cases.length - differing.length;
  return [
    head,
    `Of ${cases.length} responses, both judge ${same} alike.`,
    ...section(
      'We refuse, openssl does not',
      differing.filter(({ ourStatus }) => ourStatus === null),
    ),
    ...section(
      'openssl refuses, we do not',
      differing.filter(({ opensslStatus }) => opensslStatus === null),
    ),
    ...section(
      'Both take the answer, for another status',
      differing.filter(
        ({ ourStatus, opensslStatus }) => ourStatus !== null && opensslStatus !== null,
      ),
    ),
    tail,
  ].join('\n');
}

function section(title: string, cases: readonly ComparedCase[]): readonly string[] {
  if (cases.length === 0) return [];
  return [
    `\n## ${title}\n`,
    '| case | what it is | openssl | Revoscope |',
    '| --- | --- | --- | --- |',
    ...cases.map(
      ({ name, about, openssl, ours }) =>
        `| \`${name}\` | ${about.replaceAll('|', '\\|')} | ${openssl} | ${ours} |`,
    ),
  ];
}

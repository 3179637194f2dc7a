import { readFile, rename, utimes, writeFile } from 'node:fs/promises';

/** The reasons that `openssl ca` and `openssl ocsp` 3.0 know, by their RFC 5280 names. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL';

/** What the database says of a certificate that it knows. */
export type IndexEntry =
  | { readonly status: 'good' }
  | {
      readonly status: 'revoked';
      readonly at: Date;
      /** `null` leaves the reason out of the answer. */
      readonly reason: RevocationReason | null;
    };

/**
 * The certificate database of `openssl ca`, which `openssl ocsp` answers from: one line per
 * certificate, tab-separated (status, expiry, revocation, serial, file, subject). A serial without
 * a line is `unknown`.
 */
export interface IndexFile {
  readonly path: string;
  /** Changes the line of a certificate that the CA issued, or that `forget` removed. */
  readonly set: (serial: string, entry: IndexEntry) => Promise<void>;
  /** Removes the line, so that a responder answers `unknown`. */
  readonly forget: (serial: string) => Promise<void>;
  /** Makes a change by `openssl ca` itself visible to responders. */
  readonly touch: () => Promise<void>;
}

const serialColumn = 3;

/** Creates an empty database at `path`. */
export async function createIndexFile(path: string): Promise<IndexFile> {
  const forgotten = new Map<string, string>();
  let generation = 0;

  // `openssl ocsp` compares modification time (whole seconds) and inode. Both can repeat when a
  // test changes the file twice within a second, so each generation gets a second of its own.
  const touch = async () => {
    generation += 1;
    await utimes(path, generation, generation);
  };

  const replace = async (lines: readonly string[]) => {
    await writeFile(`${path}.next`, lines.map((line) => `${line}\n`).join(''));
    await rename(`${path}.next`, path);
    await touch();
  };

  const readLines = async () =>
    (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');

  await writeFile(path, '');
  // Lets one subject have several certificates, as a renewal or a re-issue makes it.
  await writeFile(`${path}.attr`, 'unique_subject = no\n');
  await touch();

  return {
    path,
    touch,
    set: async (serial, entry) => {
      const lines = await readLines();
      const line = lines.find((candidate) => isLineOf(candidate, serial)) ?? forgotten.get(serial);
      if (line === undefined) throw new Error(`This CA never issued serial ${serial}.`);
      const others = lines.filter((candidate) => !isLineOf(candidate, serial));
      await replace([...others, withEntry(line, entry)]);
    },
    forget: async (serial) => {
      const lines = await readLines();
      const line = lines.find((candidate) => isLineOf(candidate, serial));
      if (line === undefined) return;
      forgotten.set(serial, line);
      await replace(lines.filter((candidate) => candidate !== line));
    },
  };
}

function isLineOf(line: string, serial: string): boolean {
  return line.split('\t')[serialColumn] === serial;
}

function withEntry(line: string, entry: IndexEntry): string {
  const [, expiry = '', , ...rest] = line.split('\t');
  return entry.status === 'good'
    ? ['V', expiry, '', ...rest].join('\t')
    : ['R', expiry, revocationField(entry.at, entry.reason), ...rest].join('\t');
}

/** `YYMMDDHHMMSSZ[,reason]`, the one form that the responder of OpenSSL 3.0 reads. */
function revocationField(at: Date, reason: RevocationReason | null): string {
  const time = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')
    .slice(2);
  // OpenSSL spells this one with a capital C, RFC 5280 does not.
  const spelled = reason === 'cACompromise' ? 'CACompromise' : reason;
  return spelled === null ? time : `${time},${spelled}`;
}

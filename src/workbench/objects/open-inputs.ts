import {
  type InputObject,
  maxBundleBytes,
  openInput,
  shortenProblems,
} from '#inspect/load-objects.ts';
import type { ObjectShape } from '#inspect/recognise.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { LoadProblem, LoadReport } from '#shared/model/certificate.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';

/** A file, or what was pasted, with the name that it goes by. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Opens whatever a person brings, and says of each input what came of it. */
export interface Inputs {
  open(inputs: readonly Input[]): Promise<readonly LoadReport[]>;
}

export function createInputs({
  certificates,
  objects,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
}): Inputs {
  const openOne = ({ name, bytes }: Input): LoadReport => {
    const { objects: parts, problems: broken } = openInput(bytes, maxBundleBytes);
    const added: string[] = [];
    const alreadyLoaded: string[] = [];
    const opened: string[] = [];
    const problems: LoadProblem[] = [...broken];
    for (const part of parts) {
      const loaded = part.load();
      const taken = certificates.add(loaded.certificates, name);
      for (const fingerprint of taken.added) added.push(fingerprint);
      for (const fingerprint of taken.alreadyLoaded) alreadyLoaded.push(fingerprint);
      if (!isPlainCertificate(part, loaded.certificates) && !isText(part.shape)) {
        const inside = [...taken.added, ...taken.alreadyLoaded];
        opened.push(objects.add(part, { origin: name, certificates: inside }));
      }
      for (const problem of loaded.problems) {
        if (isText(part.shape) || isProblem(problem)) problems.push(problem);
      }
    }
    return { origin: name, added, alreadyLoaded, opened, problems: shortenProblems(problems) };
  };
  return {
    open: async (inputs) => {
      const reports = inputs.map(openOne);
      if (reports.some((report) => report.added.length > 0)) certificates.tell();
      if (reports.some((report) => report.opened.length > 0)) objects.tell();
      return reports;
    },
  };
}

function isPlainCertificate({ shape }: InputObject, loaded: readonly Certificate[]): boolean {
  return loaded.length === 1 && !['pkcs7', 'pkcs12', 'java-key-store'].includes(shape);
}

/** What there is to see of a page or a note is said in the problem. */
function isText(shape: ObjectShape): boolean {
  return ['text', 'html', 'xml', 'json', 'empty'].includes(shape);
}

/** That an object is no certificate is no problem where it can be opened all the same. */
function isProblem({ code }: LoadProblem): boolean {
  return code !== 'private-key-refused' && code !== 'not-a-certificate';
}

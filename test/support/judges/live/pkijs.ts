import { createRequire } from 'node:module';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { LiveJudge } from './live-judge.ts';
import type { LiveCase } from './stage.ts';

/** PKI.js, in this very process. */
export const livePkijs: LiveJudge = {
  id: 'pkijs-4',
  packages: [],
  version: async () => {
    const { version } = createRequire(import.meta.url)('pkijs/package.json');
    return String(version).startsWith('4.') ? String(version) : null;
  },
  judgeAll: async (cases) => {
    const verdicts = [];
    for (const each of cases) {
      const at = Date.now();
      verdicts.push({ ...(await judge(each)), at });
    }
    return verdicts;
  },
};

async function judge({
  evidence,
  response,
}: LiveCase): Promise<{ code: JudgeCode; words: string }> {
  try {
    const { certificate, answer } = evidence;
    if (!('der' in certificate) || answer === null) throw new Error('there is nothing to judge');
    const issuer = read(answer.issuer.der);
    const outer = asn1js.fromBER(Uint8Array.from(response));
    const whole = new pkijs.OCSPResponse({ schema: outer.result });
    if (whole.responseStatus.valueBlock.valueDec !== 0) return { code: 'X', words: 'error status' };
    const bytes = whole.responseBytes;
    if (bytes?.responseType !== pkijs.id_PKIX_OCSP_Basic) return { code: 'X', words: 'other type' };
    const inner = asn1js.fromBER(Uint8Array.from(bytes.response.valueBlock.valueHexView));
    const basic = new pkijs.BasicOCSPResponse({ schema: inner.result });
    basic.certs = [...(basic.certs ?? []), issuer];
    if (!(await basic.verify({ trustedCerts: [issuer] }))) {
      return { code: 'X', words: 'verify is false' };
    }
    const status = await basic.getCertificateStatus(read(certificate.der), issuer);
    if (!status.isForCertificate) return { code: 'X', words: 'isForCertificate is false' };
    const codes = ['G', 'R', 'U'] as const;
    return { code: codes[status.status] ?? 'X', words: `status ${status.status}` };
  } catch (error) {
    return { code: 'X', words: error instanceof Error ? error.message : String(error) };
  }
}

function read(der: Uint8Array): pkijs.Certificate {
  return pkijs.Certificate.fromBER(Uint8Array.from(der));
}

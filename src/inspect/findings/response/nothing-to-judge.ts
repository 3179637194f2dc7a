import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** A successful response holds no basic response. */
export const nothingToJudge: Rule<OcspResponse> = {
  id: 'nothing-to-judge',
  severity: 'error',
  citation: 'RFC 6960 §4.2.1',
  about: 'A successful response holds no basic response.',
  remedy: 'Report it to who runs the responder.',
  find: ({ responseStatus, basic, responseType }) => {
    if (responseStatus !== 'successful' || basic !== null) return null;
    const what =
      responseType === null ? 'there are no responseBytes' : `the response type is ${responseType}`;
    return `Nothing to judge: ${what}.`;
  },
};

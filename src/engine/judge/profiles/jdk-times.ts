import { isSameOctets } from '#pki/octets.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import { end, pass, type Rule } from './profile.ts';
import type { SingleFacts } from './singles.ts';
import { seconds, timesText, timeText } from './times.ts';

const skew = seconds(900);

/** Freshness of all SingleResponses that stay in the map. */
export function allFresh(): Rule {
  return {
    id: 'Response is unreliable: its validity interval is out-of-date',
    words:
      'Every SingleResponse is fresh, give or take 900 seconds; without nextUpdate, thisUpdate counts.',
    check: 'next-update',
    run: ({ subject: { singles }, at }) => {
      const kept = singles.filter((facts, i) => !isReplaced(facts, singles.slice(i + 1)));
      const bad = kept.find(({ single: { thisUpdate, nextUpdate } }) => {
        return at + skew < thisUpdate || at - skew > (nextUpdate ?? thisUpdate);
      });
      return bad === undefined
        ? pass('All of them are.')
        : end('X', `One is out of date: ${timesText(bad.single)}.`);
    },
  };
}

/** A SingleResponse with the same CertID that comes later takes the place of this one. */
function isReplaced({ single }: SingleFacts, later: readonly SingleFacts[]): boolean {
  const { certId } = single;
  return later.some(({ single: { certId: other } }) => {
    return (
      other.hashAlgorithm.oid === certId.hashAlgorithm.oid &&
      isSameOctets(other.issuerNameHash, certId.issuerNameHash) &&
      isSameOctets(other.issuerKeyHash, certId.issuerKeyHash) &&
      isSameOctets(other.serialNumber, certId.serialNumber)
    );
  });
}

/** The status, once the response is accepted. */
export function statusRule(): Rule {
  return {
    id: 'RevocationStatus.CertStatus',
    words: 'Good passes; revoked counts once its time is past; unknown is refused.',
    check: 'revocation-time',
    run: ({ single, at }) => {
      const status = single?.certStatus ?? { status: 'unknown' as const };
      if (status.status === 'revoked' && status.revocation.time >= at) {
        const from = timeText(status.revocation.time);
        return end('G', `It is revoked from ${from} on only, so it still passes.`);
      }
      const codes: Record<typeof status.status, JudgeCode> = {
        good: 'G',
        revoked: 'R',
        unknown: 'U',
      };
      return end(codes[status.status], `The status is ${status.status}.`);
    },
  };
}

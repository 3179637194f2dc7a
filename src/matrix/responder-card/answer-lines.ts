import { verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { findExtension } from '#pki/x509/extensions.ts';
import { nameToText } from '#pki/x509/name.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { CardExchange, CardLine } from '#shared/model/responder-card.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import { type Find, isAnswered, line } from './line.ts';
import { type CardSubjects, subjectOf } from './plan-questions.ts';

/** Clocks may differ by so much before an answer counts as stale or early. */
const skewMs = defaultPolicy.skewSeconds * 1_000;

/** What the signed answer shows: its proof, its signer, and how fresh it is. */
export function answerLines(find: Find, subjects: CardSubjects, at: EpochMs): readonly CardLine[] {
  const exchange = ['post', 'get'].map(find).find(isAnswered) ?? null;
  if (exchange === null) {
    return [
      line(['proof', 'Proof', 'RFC 6960 §3.2'], [], {
        finding: 'there is no answer to judge',
        seriousness: 'fault',
      }),
    ];
  }
  const verdict = judge(exchange, subjects, at);
  if (verdict === null) return [];
  const failed = verdict.checks.filter(({ outcome }) => outcome === 'fail');
  const warned = verdict.checks.filter(({ outcome }) => outcome === 'warn');
  const { signer, single } = verdict;
  const isIssuer = signer !== null && Buffer.from(signer.der).equals(subjects.issuer.der);
  const hasNoCheck = signer !== null && findExtension(signer, extensionOid.ocspNoCheck) !== null;
  return [
    line(['proof', 'Proof', 'RFC 6960 §3.2'], [exchange], {
      finding:
        failed.length + warned.length === 0
          ? 'every check passes'
          : [...failed, ...warned].map(({ title, message }) => `${title}: ${message}`).join(' '),
      seriousness: failed.length > 0 ? 'fault' : warned.length > 0 ? 'note' : 'fine',
    }),
    line(['signer', 'Signer', 'RFC 6960 §4.2.2.2'], [exchange], {
      finding:
        signer === null
          ? 'nobody whose key verifies the signature'
          : isIssuer
            ? `the CA itself, ${nameToText(signer.subject)}`
            : `${nameToText(signer.subject)}, ${hasNoCheck ? 'with' : 'without'} nocheck, until ${dateOf(signer.notAfter)}`,
      seriousness: signer === null ? 'fault' : isIssuer || hasNoCheck ? 'fine' : 'note',
    }),
    freshnessLine(exchange, single, at),
    resigningLine(exchange, find('again')),
  ];
}

function judge(exchange: CardExchange, { issuer, certificates }: CardSubjects, at: EpochMs) {
  const decoded = decodeResponse(exchange.body);
  if (!decoded.ok) return null;
  const serial = Buffer.from(exchange.question.serialNumbers[0] ?? '', 'hex');
  const certificate = certificates[0] ?? subjectOf(issuer, serial);
  return verifyResponse({
    response: decoded.value,
    certificate,
    issuer,
    chain: [],
    certId: createCertId(certificate, issuer, 'sha1'),
    nonce: null,
    kept: null,
    policy: defaultPolicy,
    at,
    responderCertificate: null,
  });
}

function freshnessLine(
  exchange: CardExchange,
  single: { readonly thisUpdate: EpochMs; readonly nextUpdate: EpochMs | null } | null,
  at: EpochMs,
): CardLine {
  const about = ['freshness', 'Freshness', 'RFC 6960 §2.4'] as const;
  if (single === null) {
    return line(about, [exchange], { finding: 'nothing about it', seriousness: 'fault' });
  }
  const { thisUpdate, nextUpdate } = single;
  const since = `thisUpdate of ${toReadableSpan(at - thisUpdate)} ago`;
  if (thisUpdate > at + skewMs) {
    return line(about, [exchange], {
      finding: `thisUpdate is ${toReadableSpan(thisUpdate - at)} ahead of the clock here`,
      seriousness: 'fault',
    });
  }
  // The profile for many clients asks for nextUpdate (RFC 5019 §2.2.4).
  if (nextUpdate === null) {
    return line(about, [exchange], {
      finding: `${since}, and no nextUpdate: it never ends`,
      seriousness: 'note',
    });
  }
  if (nextUpdate < at - skewMs) {
    return line(about, [exchange], {
      finding: `${since}, and ended ${toReadableSpan(at - nextUpdate)} ago`,
      seriousness: 'fault',
    });
  }
  return line(about, [exchange], {
    finding: `${since}, good for ${toReadableSpan(nextUpdate - thisUpdate)}`,
    seriousness: 'fine',
  });
}

/** Whether the same question again gets the same octets: answers that were made before, and may be kept. */
function resigningLine(first: CardExchange, again: CardExchange | null): CardLine {
  const about = ['signing', 'How often it signs', 'RFC 5019 §6'] as const;
  if (!isAnswered(again)) {
    return line(about, [first, again], { finding: 'not seen', seriousness: 'note' });
  }
  const isSame = Buffer.from(first.body).equals(again.body);
  return line(about, [first, again], {
    finding: isSame
      ? 'the same octets again: answers are made beforehand or kept'
      : 'a new answer for each question',
    seriousness: 'fine',
  });
}

function dateOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}

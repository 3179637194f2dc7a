import type { JudgedPath } from '#engine/judge/chain/path-judgement.ts';
import type { compareWithOcsp } from '#inspect/crl-evidence/compare-with-ocsp.ts';
import type { CrlReport } from '#inspect/crl-evidence/crl-report.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import type { Report } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** An end certificate and its chains. */
export type End = { readonly certificate: Certificate; readonly chains: readonly JudgedPath[] };
type Compared = ReturnType<typeof compareWithOcsp>;

/** What `chain` tells. */
export function chainReport(
  ends: readonly End[],
  lists: readonly CrlReport[],
  compared: readonly Compared[],
): Report {
  const isRevoked = lists.some(
    ({ isReliable, answers }) => isReliable && answers.some(({ status }) => status === 'revoked'),
  );
  const doHold = ends.every(({ chains }) => chains[0]?.failure === null);
  return {
    exitCode: isRevoked ? exitCode.revoked : doHold ? exitCode.done : exitCode.indeterminate,
    json: {
      certificates: ends.map(({ certificate, chains }) => ({
        subject: certificate.facts.subjectText,
        fingerprint: certificate.facts.fingerprint,
        chains: chains.map(({ links, failure, reachesAnchor }) => ({
          holds: failure === null,
          reachesAnchor,
          failure,
          links,
        })),
      })),
      crls: lists.map(reportToJson),
      ocsp: compared,
    },
    text: (style) => [
      ...ends.flatMap((end, at) => [...(at === 0 ? [] : ['']), ...endText(end, style)]),
      ...lists.flatMap((list) => ['', ...listText(list, style)]),
      ...compared.flatMap((one) => ['', ...comparedText(one, style)]),
    ],
    remarks: [],
  };
}

function reportToJson({ issuer, isReliable, checks, answers }: CrlReport) {
  return {
    issuer,
    isReliable,
    checks,
    answers: answers.map(({ subject, serialNumber, status, revocationTime, reason }) => ({
      subject,
      serialNumber,
      status,
      revocationTime: revocationTime === null ? null : toRfc3339(revocationTime),
      reason,
    })),
  };
}

function endText({ certificate, chains }: End, style: Style): readonly string[] {
  return [
    style.paint('strong', `Chains of ${certificate.facts.subjectText}`),
    ...chains.flatMap(({ links, failure }, at) => [
      `  ${at + 1}. ${failure === null ? style.paint('good', 'holds') : style.paint('fail', 'does not hold')}`,
      ...links.flatMap(({ outcome, message, subject }) => [
        ...marked(
          outcome === 'pass' ? '✓' : '✗',
          outcome === 'pass' ? 'good' : 'fail',
          subject,
          style,
        ),
        ...paragraph(message, style, 8),
      ]),
    ]),
  ];
}

function listText(
  { issuer, isReliable, checks, answers }: CrlReport,
  style: Style,
): readonly string[] {
  return [
    style.paint('strong', `CRL of ${issuer}`) +
      (isReliable ? '' : style.paint('fail', '  not to be relied on')),
    ...checks.flatMap(({ outcome, message, citation }) =>
      marked(
        outcome === 'pass' ? '✓' : outcome === 'warn' ? '!' : '✗',
        outcome === 'pass' ? 'good' : outcome,
        `${message} [${citation}]`,
        style,
      ),
    ),
    ...answers.flatMap(({ subject, serialNumber, status, revocationTime, reason }) => {
      const when =
        revocationTime === null
          ? ''
          : ` at ${toRfc3339(revocationTime)}, ${reason ?? 'no reason given'}`;
      const word = status === 'revoked' ? 'revoked' : 'not listed';
      return paragraph(`${subject} (${toReadableSerial(serialNumber)}): ${word}${when}`, style, 2);
    }),
  ];
}

function comparedText({ compared, disagreements }: Compared, style: Style): readonly string[] {
  if (disagreements.length === 0) {
    return [
      `OCSP and CRL agree for ${compared} ${compared === 1 ? 'serial number' : 'serial numbers'}.`,
    ];
  }
  return [
    style.paint('fail', 'OCSP and CRL do not agree:'),
    ...disagreements.map(
      ({ serialNumber, ocsp, crl }) =>
        `  ${toReadableSerial(serialNumber)}: OCSP says ${ocsp}, the CRL ${crl}`,
    ),
  ];
}

function marked(
  mark: string,
  meaning: 'good' | 'warn' | 'fail',
  text: string,
  style: Style,
): readonly string[] {
  return paragraph(text, style, 6).map((line, at) =>
    at === 0 ? `    ${style.paint(meaning, mark)} ${line.slice(6)}` : line,
  );
}

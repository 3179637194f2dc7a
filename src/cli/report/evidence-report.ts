import type { CrlReport } from '#inspect/crl-evidence/crl-report.ts';
import type { JudgedAnswer } from '#shared/model/object-judgement.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import type { LoadedEvidence } from './loaded-evidence.ts';
import { markedLines } from './marked-lines.ts';

/** What CRLs and OCSP responses say, for a program. */
export function evidenceToJson({ crls, responses, agreements }: LoadedEvidence) {
  return { crls: crls.map(crlToJson), responses, agreements };
}

function crlToJson({ answers, ...crl }: CrlReport) {
  return {
    ...crl,
    answers: answers.map(({ revocationTime, ...answer }) => ({
      ...answer,
      revocationTime: revocationTime === null ? null : toRfc3339(revocationTime),
    })),
  };
}

/** What CRLs and OCSP responses say, for a person. */
export function evidenceText(
  { crls, responses, agreements }: LoadedEvidence,
  style: Style,
): readonly string[] {
  return [
    ...crls.flatMap((list) => ['', ...listText(list, style)]),
    ...responses.flatMap((response) => ['', ...responseText(response, style)]),
    ...agreements.flatMap((agreement) => ['', ...agreementText(agreement, style)]),
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
      markedLines(outcome, `${message} [${citation}]`, style),
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

function responseText(
  { ownTime, now }: LoadedEvidence['responses'][number],
  style: Style,
): readonly string[] {
  return [
    style.paint('strong', 'OCSP response, judged against the certificates at hand'),
    ...(now.problem === null ? [] : paragraph(now.problem, style, 2)),
    ...now.answers.flatMap((answer, at) => {
      const { serialNumber, said, subject, missing } = answer;
      const about = subject === null ? '' : `${subject.label} `;
      const head = `${about}(${toReadableSerial(serialNumber)}): the responder says ${said}`;
      const own = ownTime.answers[at];
      return [
        ...paragraph(head, style, 2),
        ...(missing === null ? [] : paragraph(missing, style, 4)),
        ...(own === undefined
          ? []
          : momentText(`When it was made, ${toRfc3339(ownTime.at)}`, own, style)),
        ...momentText(`At ${toRfc3339(now.at)}`, answer, style),
      ];
    }),
  ];
}

function momentText(
  when: string,
  { status, reason }: JudgedAnswer,
  style: Style,
): readonly string[] {
  if (status === null) return [];
  const why = reason === null ? '' : `: ${reason.message}`;
  const outcome = status === 'good' ? 'pass' : status === 'indeterminate' ? 'warn' : 'fail';
  return markedLines(outcome, `${when}: ${status}${why}`, style);
}

function agreementText(
  { issuer, compared, notCovered, disagreements }: LoadedEvidence['agreements'][number],
  style: Style,
): readonly string[] {
  const left =
    notCovered === 0
      ? []
      : [
          `  ${serials(notCovered)} not compared: the CRL covers a part alone, and does not list it.`,
        ];
  if (disagreements.length === 0) {
    return [`OCSP and CRL of ${issuer} agree for ${serials(compared)}.`, ...left];
  }
  return [
    style.paint('fail', `OCSP and CRL of ${issuer} do not agree:`),
    ...disagreements.map(
      ({ serialNumber, ocsp, crl }) =>
        `  ${toReadableSerial(serialNumber)}: OCSP says ${ocsp}, the CRL ${crl}`,
    ),
    ...left,
  ];
}

function serials(count: number): string {
  return `${count} ${count === 1 ? 'serial number' : 'serial numbers'}`;
}

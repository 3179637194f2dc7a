import { certificateToJson } from '#inspect/report/certificate-json.ts';
import { base64Of } from '#pki/octets.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { findStep } from '#shared/flow/find-step.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { opinionsToJson } from '#workbench/cases/replayed.ts';
import { checksText } from '../report/checks-text.ts';
import { flowToJson } from '../report/flow-json.ts';
import { flowToText } from '../report/flow-text.ts';
import { opinionsToText } from '../report/judges-report.ts';
import { statusMark, statusTone, statusWords } from '../report/status-words.ts';
import type { Verdict } from '../report/verdict.ts';
import { heading, paragraph, type Row, rows } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import type { Checked, SentByServer } from './checked.ts';

/** The document of `check --json`: the verdict, what a server sent, and what was asked about the CAs above. */
export function checkedToJson({ verdict, sent, above, opinions }: Checked) {
  return {
    ...flowToJson(verdict),
    judges: opinionsToJson(opinions),
    server: sent === null ? null : sentToJson(sent),
    above: above.map(flowToJson),
  };
}

function sentToJson({ record, staple, isNamed }: SentByServer) {
  return {
    host: record.address.host,
    port: record.address.port,
    serverName: record.serverName,
    isNamed,
    remoteAddress: record.remoteAddress,
    protocol: record.protocol,
    cipher: record.cipher,
    brokenOff: record.brokenOff,
    certificates: record.certificates.map((der) => {
      const certificate = decodeCertificate(der);
      return {
        certificate: certificate.ok
          ? certificateToJson(summarizeCertificate(certificate.value))
          : null,
        base64: base64Of(der),
      };
    }),
    stapled:
      staple === null || record.stapled === null
        ? null
        : { ...flowToJson(staple), base64: base64Of(record.stapled) },
  };
}

/** A certificate that was checked, for a person. */
export function checkedToText(checked: Checked, style: Style): readonly string[] {
  const { verdict, sent, above, opinions } = checked;
  return [
    ...flowToText(verdict, style),
    ...opinionsToText(opinions, style),
    ...(sent === null ? [] : sentText(sent, style)),
    ...(above.length === 0 ? [] : aboveText(above, style)),
  ];
}

function sentText({ record, staple, isNamed }: SentByServer, style: Style): readonly string[] {
  const { address, remoteAddress, serverName, protocol, cipher, certificates } = record;
  const at = `${address.host}:${address.port}${remoteAddress === null ? '' : ` (${remoteAddress})`}`;
  const shaken =
    protocol === null
      ? `the server broke off the handshake: ${record.brokenOff ?? 'no reason given'}`
      : `${protocol}, ${cipher ?? 'unknown cipher'}, in ${toReadableDuration(record.durationMs)}`;
  const list: readonly Row[] = [
    {
      label: 'Server',
      lines: [at, serverName === null ? 'no name asked for' : `asked for ${serverName}`],
    },
    { label: 'Name', lines: [nameLine(serverName ?? address.host, isNamed)] },
    { label: 'Handshake', lines: [shaken] },
    { label: 'Chain as sent', lines: certificates.map(certificateLine) },
    {
      label: 'Stapled',
      lines: [
        record.stapled === null
          ? 'no OCSP response'
          : `an OCSP response of ${record.stapled.length} octets`,
      ],
    },
  ];
  return [
    ...heading('What the server sent', style),
    ...rows(list, style),
    ...(staple === null ? [] : stapleText(staple, style)),
  ];
}

function nameLine(name: string, isNamed: boolean): string {
  return isNamed
    ? `the certificate is for ${name}`
    : `the certificate is not for ${name}: a client that compares names refuses it`;
}

function certificateLine(der: Uint8Array, at: number): string {
  const certificate = decodeCertificate(der);
  if (!certificate.ok) return `${at + 1}. cannot be read: ${certificate.error.message}`;
  const { subject, issuer } = summarizeCertificate(certificate.value);
  return `${at + 1}. ${subject}, issued by ${issuer}`;
}

function stapleText(staple: Verdict, style: Style): readonly string[] {
  const { checks } = staple.flow.outcome;
  return [
    ...heading('The stapled response', style),
    `  ${style.paint(statusTone(staple), `${statusMark(staple)} ${statusWords(staple)}`)}`,
    ...paragraph(staple.reason?.message ?? describeVerdict(staple.flow).sentence, style),
    ...(checks.length === 0 ? [] : checksText(checks, style)),
  ];
}

function aboveText(above: readonly Verdict[], style: Style): readonly string[] {
  return [
    ...heading('The CAs above', style),
    ...above.flatMap((verdict) => {
      const certificate = findStep(verdict.flow.events, 'certificate-presented')?.certificate;
      const name = certificate?.summary.subject ?? 'a certificate';
      const mark = style.paint(
        statusTone(verdict),
        `${statusMark(verdict)} ${statusWords(verdict)}`,
      );
      const why = verdict.reason?.message ?? describeVerdict(verdict.flow).sentence;
      return [`  ${mark}  ${name}`, ...paragraph(why, style, 4)];
    }),
  ];
}

import { fallbackText } from '#shared/model/fallback-cause.ts';
import type { MtlsSettings, RunningMtls } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import { countOf } from '#shared/wording/count.ts';
import { toReadableDuration, toReadableSpan } from '#shared/wording/time.ts';
import { heading, type Row, rows, wrap } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import type { FlowCounts } from './flow-log.ts';
import type { Served, ServedClient, ServedLab } from './served.ts';

/** What a person reads once the server is open: where it is, what it does, how to get in. */
export function servedText(served: Served, style: Style): readonly string[] {
  const { mtls, settings, policy, server, trusts, lab } = served;
  const list: Row[] = [
    { label: 'Reach', lines: [reachText(mtls)] },
    { label: 'Certificate', lines: [server] },
    { label: 'Trusts', lines: trusts },
    { label: 'Policy', lines: policyLines(policy) },
    { label: 'Decides', lines: [settingsText(settings)] },
  ];
  if (mtls.unsupportedKeys.length > 0) {
    list.push({ label: 'Not with', lines: [`${mtls.unsupportedKeys.join(', ')} client keys`] });
  }
  if (lab !== null) list.push(...labRows(lab));
  return [
    `${style.paint('good', '✓')} ${style.paint('strong', `mTLS server at ${mtls.url}`)}`,
    ...rows(list, style),
    ...(lab === null ? [] : clientText(lab, style)),
    ...heading('Decisions', style),
  ];
}

function reachText({ host, reach }: RunningMtls): string {
  return reach === 'this-machine'
    ? `${host}: this machine alone`
    : `${host}: other machines can reach it`;
}

function policyLines(policy: Policy): readonly string[] {
  if (policy.ocsp === 'not-enabled') return ['OCSP checking is not enabled'];
  const { cache } = policy;
  const life =
    cache.minSeconds === cache.maxSeconds
      ? span(cache.minSeconds)
      : `${span(cache.minSeconds)} to ${span(cache.maxSeconds)}`;
  return [
    `OCSP at ${policy.responderUri ?? "the first URI of the client's AIA"}, ${signerText(policy)}`,
    `fallback ${fallbackText(policy)} · cache ${life} · time-out ${toReadableDuration(policy.totalTimeoutMs)}`,
    `${policy.hash} · nonce ${policy.nonce} · method ${policy.method} · skew ${policy.skewSeconds} s${ageText(policy)}`,
  ];
}

function signerText({ responderCertificate, responderTrust }: Policy): string {
  if (responderCertificate === null || responderTrust === 'issuer-or-delegate') {
    return 'signed by the CA or its delegate';
  }
  return responderTrust === 'only-this-certificate'
    ? 'signed by the configured responder certificate and no other'
    : 'signed by the CA, its delegate or the configured responder certificate';
}

function ageText({ maxAgeSeconds }: Policy): string {
  return maxAgeSeconds === null ? '' : ` · thisUpdate at most ${span(maxAgeSeconds)} old`;
}

function span(seconds: number): string {
  return toReadableSpan(seconds * 1_000);
}

function settingsText({ denial, recheck }: MtlsSettings): string {
  const when = recheck === 'each-request' ? 'anew on each request' : 'once on each connection';
  const denied =
    denial === 'answer' ? 'gets 403 and the reasons' : 'sees its connection closed without a word';
  return `${when}; a denied client ${denied}`;
}

function labRows({ responder, backup, folder, isTemporary }: ServedLab): readonly Row[] {
  const fate = isTemporary ? 'removed at the end' : 'kept for the next time';
  return [
    { label: 'Responder', lines: [`${responder} · for second URIs ${backup}`] },
    { label: 'Lab', lines: [`${folder} (${fate})`] },
  ];
}

/** Commands stand in one line each, however long: they are there to be pasted. */
function clientText({ clients }: ServedLab, style: Style): readonly string[] {
  const [first] = clients;
  return [
    ...heading('Clients', style),
    ...clients.flatMap(({ certificate, commands }) => [
      `  ${style.paint('strong', certificate.id)}  ${style.paint('faint', certificate.purpose)}`,
      `    ${commands.curl}`,
    ]),
    ...(first === undefined
      ? []
      : [
          ...heading('With openssl', style),
          `    ${first.commands.openssl}`,
          `  ${style.paint('faint', 'Another client: another name in its place.')}`,
          ...exceptions(first, clients).flatMap(({ certificate, commands }) => [
            `  ${style.paint('faint', `${certificate.id} has no chain to send:`)}`,
            `    ${commands.openssl}`,
          ]),
          ...heading('In a browser', style),
          ...first.commands.browser.flatMap((step, at) =>
            wrap(step, style.width - 5).map((line, row) =>
              row === 0 ? `  ${at + 1}. ${line}` : `     ${line}`,
            ),
          ),
        ]),
  ];
}

/** The clients whose command is another one than that of the first with another name in its place. */
function exceptions(first: ServedClient, clients: readonly ServedClient[]) {
  return clients.filter(
    ({ certificate, commands }) =>
      commands.openssl !== first.commands.openssl.replaceAll(first.certificate.id, certificate.id),
  );
}

/** The last line: how many decisions there were. */
export function stoppedText(counts: FlowCounts): string {
  const { flows, admitted, denied, handshakeFailures } = counts;
  const failures =
    handshakeFailures === 0 ? '' : ` ${countOf(handshakeFailures, 'handshake')} came to nothing.`;
  return `Stopped. ${countOf(flows, 'decision')}: ${admitted} admitted, ${denied} denied.${failures}`;
}

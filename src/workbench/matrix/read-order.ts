import { isIP } from 'node:net';
import { isLoopbackHost } from '#engine/ask/transport/network-rule.ts';
import { type MatrixCase, matrixCases } from '#matrix/cases.ts';
import { expectationOf, expectations } from '#matrix/expect.ts';
import type { MatrixTarget } from '#matrix/target.ts';
import type { NamedExpectation } from '#shared/model/matrix-run.ts';
import type { MatrixOrder } from '#shared/model/matrix-view.ts';
import type { NetworkMode, Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import type { MeasureOrder } from './measure-targets.ts';

/** Reads what a person asked for, or says at each field what is wrong with it. */
export function readOrder(
  order: MatrixOrder,
  { policy, network }: { readonly policy: Policy; readonly network: NetworkMode },
): Result<MeasureOrder, readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const refuse = (field: keyof MatrixOrder, message: string) => problems.push({ field, message });
  const connectTo = order.connectTo === null ? null : readAddress(order.connectTo);
  if (order.connectTo !== null && connectTo === null) {
    refuse('connectTo', 'This is an address and a port, such as 127.0.0.1:8443.');
  }
  const targets = order.urls.map((url) => readTarget(url, order, connectTo));
  const stray = targets.indexOf(null);
  if (targets.length === 0) refuse('urls', 'Which server? Such as https://gate.example:8443/');
  else if (stray >= 0) refuse('urls', `“${order.urls[stray]}” is no https URL.`);
  if (targets.length > mostTargets) refuse('urls', `At most ${mostTargets} at a time.`);
  if (new Set(order.urls).size < order.urls.length)
    refuse('urls', 'One of them stands here twice.');
  if (order.trustPem !== null && !order.trustPem.includes('-----BEGIN CERTIFICATE-----')) {
    refuse('trustPem', 'There is no certificate in PEM in it.');
  }
  const cases = chooseCases(order.cases);
  if (cases.length === 0) refuse('cases', 'Choose a case.');
  checkWhole(order.patienceSeconds, [1, 3_600], () =>
    refuse('patienceSeconds', 'From 1 to 3600 seconds.'),
  );
  checkWhole(order.parallel, [1, 64], () => refuse('parallel', 'From 1 to 64 visits.'));
  checkWhole(order.listenPort, [0, 65_535], () => refuse('listenPort', 'From 0 to 65535.'));
  const host = order.listenHost === 'localhost' ? '127.0.0.1' : order.listenHost;
  if (isIP(host) === 0) refuse('listenHost', 'This is an IP address of this machine.');
  else if (!isLoopbackHost(host) && order.exposure !== 'confirmed') {
    refuse('listenHost', `At ${host} others can reach the responder: confirm that first.`);
  }
  const responderUrl = readResponderUrl(order.responderUrl);
  if (!responderUrl.ok) refuse('responderUrl', responderUrl.error);
  if (problems.length > 0) return err(problems);
  return ok({
    targets: targets.filter((target) => target !== null),
    cases,
    expectation: expectationFor(order.expectation, policy),
    patienceMs: order.patienceSeconds * 1_000,
    parallel: order.parallel,
    listen: { host, port: order.listenPort },
    responderUrl: responderUrl.ok ? responderUrl.value : null,
    reference: order.reference,
    network,
  });
}

/** Each of them gets certificates of its own for each case. */
const mostTargets = 8;

function readTarget(
  given: string,
  order: MatrixOrder,
  connectTo: MatrixTarget['connectTo'],
): MatrixTarget | null {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '') return null;
  return {
    name: url.host,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: order.method,
    connectTo,
    serverName: order.serverName,
    hostHeader: order.hostHeader,
    trust: order.trustPem === null ? { by: 'first-use' } : { by: 'cas', pem: order.trustPem },
    tls: order.tls,
    success: order.success,
  };
}

function readAddress(given: string): MatrixTarget['connectTo'] {
  const [, six, plain, port] = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(given) ?? [];
  const host = six ?? plain;
  return host !== undefined && Number(port) <= 65_535 ? { host, port: Number(port) } : null;
}

function chooseCases(wanted: MatrixOrder['cases']): readonly MatrixCase[] {
  if (wanted === 'all') return matrixCases;
  if (wanted === 'core') return matrixCases.filter(({ core }) => core);
  return matrixCases.filter(({ id }) => wanted.includes(id));
}

function checkWhole(
  value: number,
  [least, most]: readonly [number, number],
  refuse: () => void,
): void {
  if (!Number.isInteger(value) || value < least || value > most) refuse();
}

function expectationFor(name: MatrixOrder['expectation'], policy: Policy): NamedExpectation {
  return name === 'policy'
    ? { name: 'the policy in force', table: expectationOf(policy) }
    : { name, table: expectations[name] };
}

function readResponderUrl(given: string | null): Result<string | null, string> {
  if (given === null) return ok(null);
  if (URL.canParse(given) && new URL(given).protocol === 'http:') {
    return ok(given.replace(/\/+$/, ''));
  }
  return err('This is an http URL, such as http://10.0.0.5:22000.');
}

// A program that is an mTLS server and nothing else, so that its CPU time can be told from all other.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import type { MtlsFlows } from '#mtls/judge.ts';
import { createMtlsServer } from '#mtls/mtls-server.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem } from '#pki/x509/pem.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { openStore } from '#store/open-store.ts';
import { createCachePersistence } from '#workbench/cache-persistence.ts';
import { createEventHub } from '#workbench/events.ts';
import { createFlows } from '#workbench/flows.ts';

/** PEM files, and where finished flows go: a SQLite file as in the application, or nowhere. */
export interface MtlsOrder {
  readonly certificate: string;
  readonly key: string;
  readonly trusted: string;
  readonly responderUri: string;
  readonly storePath: string | null;
}

/** What the program says: its port once, then its CPU time and its answers so far whenever it is asked. */
export type MtlsSays =
  | { readonly port: number }
  | { readonly cpuMicros: number; readonly flows: number; readonly fromCache: number };

const order: MtlsOrder = JSON.parse(process.argv[2] ?? '');
const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const random = (count: number) => new Uint8Array(randomBytes(count));
const store = order.storePath === null ? null : openStore(order.storePath);
if (store?.ok === false) throw new Error(store.error.code);
const persistence = store === null ? null : createCachePersistence(store.value.cache);
const book =
  store === null
    ? null
    : createFlows({ storage: store.value.flows, hub: createEventHub(), clock, random });
const http = createHttpTransport({ clock, network: () => 'any', proxy: () => null });
const policy = { ...defaultPolicy, responderUri: order.responderUri };
const trusted = decodePem(readFileSync(order.trusted, 'utf8')).blocks.map(({ der }) => {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
});
const identity = {
  certificatePem: readFileSync(order.certificate, 'utf8'),
  privateKeyPem: readFileSync(order.key, 'utf8'),
};

let flows = 0;
let fromCache = 0;
const counted: MtlsFlows = {
  begin: (source, inForce) => {
    const events: FlowEvent[] = [];
    const writer = book?.begin(source, inForce) ?? {
      id: `flow-${flows}`,
      record: (event: FlowEvent) => events.push(event),
      finish: () => {},
    };
    return {
      id: writer.id,
      record: (event) => writer.record(event),
      finish: (outcome) => {
        flows += 1;
        if (outcome.fromCache) fromCache += 1;
        return writer.finish(outcome);
      },
    };
  },
};

const mtls = createMtlsServer({
  settings: () => defaultMtlsSettings,
  policy: () => policy,
  trustAnchors: () => trusted,
  identity: () => identity,
  dependencies: {
    clock,
    random,
    transport: coalesce(http),
    cache: createMemoryCache({ onChange: (change) => persistence?.follow(change) }),
  },
  flows: counted,
  onStateChange: () => {},
  onHandshakeFailure: (failure) => console.error(failure.message, failure.detail),
});
const started = await mtls.start();
if (!started.ok) throw new Error(started.error.code);
say({ port: started.value.port });

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  say({ cpuMicros: user + system, flows, fromCache });
});
process.once('disconnect', async () => {
  await mtls.stop();
  persistence?.flush();
  if (store !== null) store.value.close();
  process.exit();
});

function say(what: MtlsSays): void {
  process.send?.(what);
}

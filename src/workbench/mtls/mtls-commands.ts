import { chooseAddress } from '#mtls/listen.ts';
import type { MtlsServer } from '#mtls/mtls-server.ts';
import type { ServerIdentity } from '#mtls/server-identity.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem, encodePem } from '#pki/x509/pem.ts';
import type { DecideAs } from '#shared/model/decide-as.ts';
import {
  defaultMtlsSettings,
  type HandshakeFailure,
  type MtlsConnection,
  type MtlsSettings,
} from '#shared/model/mtls.ts';
import type { CutConnection, MtlsTrust, MtlsView } from '#shared/model/mtls-view.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import { createThrottle, type EventHub } from '../events.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OtherJudge } from './other-judge.ts';

type Viewed = Result<MtlsView, WorkbenchError>;

/** The mTLS server as a person handles it. */
export interface MtlsCommands {
  view(): MtlsView;
  settings(): MtlsSettings;
  /** The CAs whose clients are accepted; the same list while nothing changes. */
  trustAnchors(labRoot: Certificate | null): readonly Certificate[];
  /** The person's own server certificate; null where the lab's is used. */
  identity(): ServerIdentity | null;
  start(): Promise<Viewed>;
  /** Starts on any free port for this time where another program has the one that is set. */
  startAnywhere(): Promise<Viewed>;
  stop(): Promise<Viewed>;
  /** A new address or port is taken up at once if the server runs. */
  setSettings(settings: MtlsSettings): Promise<Viewed>;
  setTrust(trust: MtlsTrust): Viewed;
  /** PEM with a certificate and its private key. */
  takeIdentity(pem: string): Viewed;
  takeLabIdentity(): Viewed;
  /** Lets another program decide from the next request on; null is us again. */
  setDecideAs(wanted: DecideAs | null): Viewed;
  handshakeFailed(failure: HandshakeFailure): void;
  cut(connection: MtlsConnection): void;
  changed(): void;
}

const keptFailures = 50;
const keptCuts = 20;
const tellInterval = 100;

export function createMtlsCommands({
  mtls,
  certificates,
  hub,
  clock,
  stored,
  write,
  labSubject,
  otherJudge,
}: {
  readonly mtls: () => MtlsServer;
  readonly certificates: LoadedCertificates;
  readonly hub: EventHub;
  readonly clock: Clock;
  /** What was written last, already checked; null the first time. */
  readonly stored: { readonly settings: MtlsSettings; readonly trust: MtlsTrust } | null;
  readonly write: (kept: { readonly settings: MtlsSettings; readonly trust: MtlsTrust }) => void;
  readonly labSubject: () => string | null;
  readonly otherJudge: OtherJudge;
}): MtlsCommands {
  let settings = stored?.settings ?? { ...defaultMtlsSettings, port: 8443 };
  let trust = stored?.trust ?? { lab: true, fingerprints: [] };
  let own: (ServerIdentity & { readonly subject: string }) | null = null;
  /** True while another program has the port that is set. */
  let takesAnyPort = false;
  let failures: readonly HandshakeFailure[] = [];
  let cuts: readonly CutConnection[] = [];
  const anchors = createAnchorList(certificates);

  const view = (): MtlsView => ({
    settings,
    state: mtls().state(),
    trust,
    identity:
      own === null
        ? { source: 'lab', subject: labSubject() }
        : { source: 'own', subject: own.subject },
    decideAs: otherJudge.chosen(),
    connections: mtls().connections(),
    cuts,
    failures,
  });
  const tell = createThrottle(() => hub.emit({ type: 'mtls-changed', mtls: view() }), tellInterval);
  const refreshed = (): Viewed => {
    const taken = mtls().refresh();
    tell.request();
    return taken.ok ? ok(view()) : err({ code: 'mtls-refused', error: taken.error });
  };
  const start = async (): Promise<Viewed> => {
    takesAnyPort = false;
    return open();
  };
  const open = async (): Promise<Viewed> => {
    const started = await mtls().start();
    return started.ok ? ok(view()) : err({ code: 'mtls-refused', error: started.error });
  };
  const stop = async (): Promise<Viewed> => {
    await mtls().stop();
    return ok(view());
  };

  return {
    view,
    settings: () => (takesAnyPort ? { ...settings, port: 0 } : settings),
    trustAnchors: (labRoot) => anchors(trust, labRoot),
    identity: () => own,
    start,
    startAnywhere: async () => {
      const wished = await start();
      const { state } = view();
      if (state.state !== 'failed' || state.error.code !== 'port-in-use') return wished;
      takesAnyPort = true;
      return open();
    },
    stop,
    setSettings: async (wanted) => {
      const address = chooseAddress(wanted);
      if (!address.ok) return err({ code: 'mtls-address-refused', error: address.error });
      const isMoved = wanted.host !== settings.host || wanted.port !== settings.port;
      const before = settings;
      settings = wanted;
      const wasRunning = mtls().state().state === 'running';
      if (isMoved && wasRunning) {
        await mtls().stop();
        const moved = await start();
        if (!moved.ok) {
          settings = before;
          await start();
          return moved;
        }
      }
      write({ settings, trust });
      tell.request();
      return ok(view());
    },
    setTrust: (wanted) => {
      trust = wanted;
      write({ settings, trust });
      return refreshed();
    },
    takeIdentity: (pem) => {
      const before = own;
      const read = readIdentity(pem);
      if (!read.ok) return read;
      own = read.value;
      const taken = refreshed();
      if (!taken.ok) own = before;
      return taken;
    },
    takeLabIdentity: () => {
      own = null;
      return refreshed();
    },
    setDecideAs: (wanted) => {
      const chosen = otherJudge.choose(wanted);
      if (!chosen.ok) return chosen;
      tell.request();
      return ok(view());
    },
    handshakeFailed: (failure) => {
      failures = [failure, ...failures].slice(0, keptFailures);
      tell.request();
    },
    cut: (connection) => {
      cuts = [{ at: clock.now(), connection }, ...cuts].slice(0, keptCuts);
      tell.request();
    },
    changed: () => tell.request(),
  };
}

/** The trusted CAs as certificates; the same list until trust, lab or loaded certificates change. */
function createAnchorList(certificates: LoadedCertificates) {
  let last: { trust: MtlsTrust; labRoot: Certificate | null; list: readonly Certificate[] } | null =
    null;
  return (trust: MtlsTrust, labRoot: Certificate | null): readonly Certificate[] => {
    const own = trust.fingerprints.map((fingerprint) => certificates.find(fingerprint));
    const list = [trust.lab ? labRoot : null, ...own].filter((one) => one !== null);
    const isSame =
      last !== null &&
      last.list.length === list.length &&
      last.list.every((one, index) => one === list[index]);
    if (last !== null && isSame) return last.list;
    last = { trust, labRoot, list };
    return list;
  };
}

/** Takes certificates and private key out of one PEM text. The key is not looked into here: the server does. */
function readIdentity(
  pem: string,
): Result<ServerIdentity & { readonly subject: string }, WorkbenchError> {
  const isKey =
    /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/;
  const privateKeyPem = isKey.exec(pem)?.[0] ?? null;
  const certificates = decodePem(pem).blocks.filter(({ label }) => label === 'CERTIFICATE');
  const [leaf] = certificates;
  const decoded = leaf === undefined ? null : decodeCertificate(leaf.der);
  if (privateKeyPem === null || !decoded?.ok) {
    return err({ code: 'identity-incomplete' });
  }
  // Clients are given these to trust the server by: the rest of the file, its key, stays here.
  const certificatePem = certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join('');
  return ok({ certificatePem, privateKeyPem, subject: decoded.value.facts.subjectText });
}

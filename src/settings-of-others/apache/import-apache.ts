import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { asTimeout, readNumber, readSwitch } from '../values.ts';
import { apacheFacts } from './apache-facts.ts';
import { type ApacheDirective, type ApacheSection, parseApache } from './parse-apache.ts';

interface VirtualHost {
  readonly choice: ServerChoice;
  readonly id: number;
}

/** Reads what the configuration of Apache means for client certificates. */
export function importApache(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const directives = files.flatMap(parseApache);
  const hosts = hostsOf(directives);
  const asking = new Set(
    directives.flatMap(({ name, within }) =>
      name === 'sslocspenable' || name === 'sslverifyclient' ? within.map(({ id }) => id) : [],
    ),
  );
  const choices = hosts.map(({ choice }) => choice);
  const chosen = chooseServer(hosts, wanted, ({ id }) => asking.has(id));
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const inForce = directives.filter(({ within }) => {
    const host = within.find(({ name }) => name === 'virtualhost');
    return host === undefined || host.id === chosen?.id;
  });
  // What a virtual host says counts over what stands outside, in whatever order.
  const isOwn = ({ within }: ApacheDirective) => within.some(({ id }) => id === chosen?.id);
  const ordered = [...inForce.filter((each) => !isOwn(each)), ...inForce.filter(isOwn)];
  for (const each of ordered) apply(each, draft);
  settleResponder(ordered, draft);
  warnOfResumption(ordered, draft);
  return ok(draft.finish(apacheFacts, { chosen: chosen?.choice ?? null, choices }));
}

function hostsOf(directives: readonly ApacheDirective[]): readonly VirtualHost[] {
  const sections = new Map<number, ApacheSection>();
  const names = new Map<number, string>();
  for (const { name, args, within } of directives) {
    const host = within.find((section) => section.name === 'virtualhost');
    if (host === undefined) continue;
    sections.set(host.id, host);
    if (name === 'servername' && args[0] !== undefined) names.set(host.id, args[0]);
  }
  return [...sections.values()].map(({ id, args, origin }) => {
    const name = [names.get(id), ...args].filter((each) => each !== undefined).join(' ');
    return { id, choice: { name, file: origin.file, line: origin.line } };
  });
}

type Rule = (directive: ApacheDirective, draft: PolicyDraft) => void;

const stapling: Rule = (directive, draft) =>
  draft.warn(
    directive,
    "This is stapling: Apache asks about its own certificate. It says nothing of clients' certificates.",
  );
const trust: Rule = (directive, draft) =>
  draft.lose(
    directive,
    'The CAs that clients lead to are not part of a policy: give the file. It has to hold the issuing CA too, or good clients are denied.',
  );
const lists: Rule = (directive, draft) =>
  draft.lose(directive, 'Revocation lists, which are checked beside OCSP, have no field here.');

const rules: Readonly<Record<string, Rule>> = {
  sslocspenable: (directive, draft) => {
    const [word = '', extra] = directive.args.map((each) => each.toLowerCase());
    if (extra === 'no_ocsp_for_cert_ok') {
      draft.warn(directive, 'A certificate that names no responder is let in unasked.', 'fallback');
    }
    if (word === 'leaf' || readSwitch(word) === 'on') {
      const whom = word === 'leaf' ? 'the client certificate' : 'every certificate of the chain';
      draft.map(directive, { field: 'ocsp', value: 'enabled' }, `OCSP is asked for ${whom}.`);
      const value = word === 'leaf' ? 'leaf' : 'leaf-and-intermediates';
      draft.map(directive, { field: 'scope', value }, `It asks for ${whom}.`);
    } else if (readSwitch(word) === 'off') {
      draft.map(directive, { field: 'ocsp', value: 'not-enabled' }, 'OCSP is not asked.');
    } else draft.lose(directive, 'SSLOCSPEnable is on, leaf or off.');
  },
  sslocspuserequestnonce: (directive, draft) => {
    const word = readSwitch(directive.args[0]);
    if (word === null) return draft.lose(directive, 'This is neither on nor off.');
    draft.map(
      directive,
      { field: 'nonce', value: word === 'on' ? 'require' : 'omit' },
      word === 'on' ? 'A nonce is sent, and has to come back.' : 'No nonce is sent.',
    );
  },
  sslocsprespondertimeout: (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) return draft.lose(directive, 'This is no number of seconds.');
    draft.map(
      directive,
      { field: 'totalTimeoutMs', value: asTimeout(seconds * 1_000) },
      'It counts for each read there, and for the whole exchange here.',
    );
  },
  sslocspresponsetimeskew: (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) return draft.lose(directive, 'This is no number of seconds.');
    const value = Math.min(seconds, 86_400);
    draft.map(directive, { field: 'skewSeconds', value }, 'By how much clocks may differ.');
  },
  sslocspresponsemaxage: (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) {
      return draft.warn(directive, 'Apache takes no such number, not even its default -1.');
    }
    draft.map(
      directive,
      { field: 'maxAgeSeconds', value: Math.min(seconds, 315_360_000) },
      'The oldest thisUpdate that is accepted.',
    );
  },
  sslocspnoverify: (directive, draft) => {
    if (readSwitch(directive.args[0]) !== 'on') return;
    draft.warn(directive, 'Signatures of answers are not verified: a forged "good" is believed.');
  },
  sslocspproxyurl: (directive, draft) =>
    draft.lose(directive, 'A proxy is a setting of the workbench, not of a policy.'),
  sslocsprespondercertificatefile: certificateFile,
  sslverifyclient: (directive, draft) => {
    const place = directive.within.find(({ name }) => /^(?:location|directory|files)/.test(name));
    if (place !== undefined) {
      draft.warn(
        directive,
        'In a part of the site the certificate is asked for after the handshake, which not every client can do in TLS 1.3.',
      );
    }
    const word = directive.args[0]?.toLowerCase();
    if (word === 'require') draft.lose(directive, 'Every client needs a certificate, here too.');
    else if (word === 'optional') draft.warn(directive, 'Clients without certificate are let in.');
    else draft.warn(directive, 'Certificates are not asked for, or not verified.', 'ocsp');
  },
  sslverifydepth: (directive, draft) =>
    draft.lose(directive, 'A policy sets no limit to the length of a chain.'),
  sslcacertificatefile: trust,
  sslcacertificatepath: trust,
  sslcarevocationfile: lists,
  sslcarevocationpath: lists,
  sslcarevocationcheck: lists,
  sslusestapling: stapling,
  sslstaplingcache: stapling,
  sslstaplingforceurl: stapling,
  sslstaplingrespondertimeout: stapling,
  sslstaplingresponsetimeskew: stapling,
  sslstaplingresponsemaxage: stapling,
  include: notRead,
  includeoptional: notRead,
};

function certificateFile(directive: Directive, draft: PolicyDraft): void {
  draft.lose(
    directive,
    'The certificates in this file may sign answers beside the delegates: give the file itself (also-this-certificate).',
  );
}

function notRead(directive: Directive, draft: PolicyDraft): void {
  draft.warn(directive, 'This file is not read: give it as well if it says more of OCSP.');
}

function apply(directive: ApacheDirective, draft: PolicyDraft): void {
  const condition = directive.within.find(({ name }) => /^if(?!module)/.test(name));
  if (!Object.hasOwn(rules, directive.name)) return;
  if (condition !== undefined) {
    draft.warn(directive, `Taken as if its condition held: ${condition.origin.text}`);
  }
  rules[directive.name]?.(directive, draft);
}

/** A default responder is asked in place of AIA only where it is said to override. */
function settleResponder(directives: readonly Directive[], draft: PolicyDraft): void {
  const last = (name: string) => directives.findLast((each) => each.name === name);
  const responder = last('sslocspdefaultresponder');
  if (responder === undefined) return;
  const overrides = readSwitch(last('sslocspoverrideresponder')?.args[0]) === 'on';
  if (overrides) {
    draft.map(
      responder,
      { field: 'responderUri', value: responder.args[0] ?? null },
      'It is asked in place of those that certificates name (SSLOCSPOverrideResponder on).',
    );
    return;
  }
  draft.lose(
    responder,
    'Without SSLOCSPOverrideResponder it is asked only for certificates that name no responder; here a configured one is always asked.',
  );
}

function warnOfResumption(directives: readonly Directive[], draft: PolicyDraft): void {
  if (!draft.isMapped('ocsp')) return;
  const tickets = directives.findLast(({ name }) => name === 'sslsessiontickets');
  const cache = directives.findLast(({ name }) => name === 'sslsessioncache');
  const isOff = readSwitch(tickets?.args[0]) === 'off' && cache?.args[0]?.toLowerCase() === 'none';
  if (isOff) return;
  draft.warn(
    cache ?? tickets ?? null,
    'Resumed sessions skip OCSP: a client that is revoked comes back until its ticket ends (SSLSessionTickets off and SSLSessionCache none prevent it).',
  );
}

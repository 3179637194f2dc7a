import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { parseProperties } from '../properties.ts';
import { asTimeout, quoteLine, readDuration, readNumber, readSwitch } from '../values.ts';
import { readServerXml, type TlsElement } from './read-server-xml.ts';
import { tomcatFacts } from './tomcat-facts.ts';

interface Host {
  readonly choice: ServerChoice;
  readonly element: TlsElement;
}

/** Reads `server.xml`, and `java.security`, system properties and JVM options where they are given as well. */
export function importTomcat(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const hosts = files.filter(isXml).flatMap(readServerXml).flatMap(hostOf);
  const chosen = chooseServer(hosts, wanted, ({ element }) => asksForCertificates(element));
  const choices = hosts.map(({ choice }) => choice);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const java = files.filter((file) => !isXml(file)).flatMap(javaSettings);
  const own = chosen === null ? [] : attributesOf(chosen.element);
  decideOcsp(own, java, draft);
  for (const each of own) {
    if (Object.hasOwn(attributeRules, each.name)) attributeRules[each.name]?.(each, draft);
  }
  for (const each of java) {
    if (Object.hasOwn(javaRules, each.name)) javaRules[each.name]?.(each, draft);
  }
  if (draft.isMapped('ocsp')) {
    draft.warn(
      null,
      'Resumed sessions skip OCSP: a client that is revoked comes back while its session lasts.',
    );
  }
  return ok(draft.finish(tomcatFacts, { chosen: chosen?.choice ?? null, choices }));
}

function isXml({ text }: SettingsFile): boolean {
  return text.trimStart().startsWith('<');
}

function hostOf(element: TlsElement): readonly Host[] {
  const { name, attributes, file, line } = element;
  if (name === 'SSLHostConfig') {
    return [{ element, choice: { name: attributes.hostName ?? '_default_', file, line } }];
  }
  const isTls = ['clientAuth', 'truststoreFile', 'SSLVerifyClient'].some(
    (key) => key in attributes,
  );
  return isTls ? [{ element, choice: { name: `port ${attributes.port ?? '?'}`, file, line } }] : [];
}

function asksForCertificates({ attributes }: TlsElement): boolean {
  const word = attributes.certificateVerification ?? attributes.clientAuth ?? 'none';
  return word !== 'none' && word !== 'false';
}

function attributesOf(element: TlsElement): readonly Directive[] {
  const { file, line, text } = element;
  return Object.entries(element.attributes).map(([name, value]) => ({
    name,
    args: [value],
    origin: { file, line, text },
  }));
}

/** Pairs of a properties file, and what a script or a service file gives to the JVM with `-D`. */
function javaSettings(file: SettingsFile): readonly Directive[] {
  const options: Directive[] = [];
  for (const [index, line] of file.text.split('\n').entries()) {
    if (line.trimStart().startsWith('#')) continue;
    const head = line.slice(0, 8_192);
    for (const [, name = '', value = ''] of head.matchAll(/-D([\w.]{1,100})=([^\s"']*)/g)) {
      const origin = { file: file.name, line: index + 1, text: quoteLine(line) };
      options.push({ name, args: [value], origin });
    }
  }
  return options.length > 0 ? options : parseProperties(file);
}

/** `ocspEnabled`, or `revocationEnabled` together with the security property `ocsp.enable`. */
function decideOcsp(
  own: readonly Directive[],
  java: readonly Directive[],
  draft: PolicyDraft,
): void {
  const of = (list: readonly Directive[], name: string) =>
    list.findLast((each) => each.name === name && readSwitch(each.args[0]) === 'on');
  const ocsp = of(own, 'ocspEnabled');
  const revocation = of(own, 'revocationEnabled');
  const enable = of(java, 'ocsp.enable');
  if (ocsp !== undefined) {
    draft.map(
      ocsp,
      { field: 'ocsp', value: 'enabled' },
      'OCSP is asked for every certificate below the trust anchor.',
    );
  } else if (revocation !== undefined && enable !== undefined) {
    draft.map(
      enable,
      { field: 'ocsp', value: 'enabled' },
      'With revocationEnabled, OCSP is asked for every certificate below the trust anchor; no answer denies.',
    );
  } else if (revocation !== undefined) {
    draft.warn(
      revocation,
      'Without the security property ocsp.enable=true nobody is asked and every client is denied, unless there are revocation lists.',
      'ocsp',
    );
  }
  if (ocsp === undefined || revocation !== undefined) return;
  const soft = own.findLast(({ name }) => name === 'ocspSoftFail');
  if (readSwitch(soft?.args[0]) === 'off') {
    draft.map(soft ?? ocsp, { field: 'fallback', value: 'block' }, 'No answer denies.');
    return;
  }
  draft.warn(
    soft ?? ocsp,
    'ocspSoftFail, which is true where it is not written, lets a client in where the status is unknown or nobody answers; a proof that fails still denies.',
    'fallback',
  );
  draft.map(
    soft ?? ocsp,
    { field: 'fallbackByCause', value: softFail },
    'Soft fail: an unknown status or no answer lets the client in; a proof that fails denies.',
  );
}

const softFail = { unknown: 'allow', 'no-answer': 'allow', 'answer-not-valid': 'block' } as const;

type Rule = (directive: Directive, draft: PolicyDraft) => void;

const trust: Rule = (directive, draft) =>
  draft.lose(directive, 'The CAs that clients lead to are not part of a policy: give the file.');
const responderNames: Rule = (directive, draft) =>
  draft.lose(
    directive,
    "The responder's certificate is named here and held by a trust store: give the certificate itself.",
  );
const timeout: Rule = (directive, draft) => {
  const ms = readDuration(directive.args[0]);
  if (ms === null) return draft.lose(directive, 'This is no time.');
  const value = asTimeout(ms);
  draft.map(directive, { field: 'totalTimeoutMs', value }, 'It counts for each read there.');
};

const attributeRules: Readonly<Record<string, Rule>> = {
  certificateVerification: (directive, draft) => {
    const word = directive.args[0];
    if (word === 'required') draft.lose(directive, 'Every client needs a certificate, here too.');
    else if (word === 'none')
      draft.warn(directive, 'No client is asked for a certificate.', 'ocsp');
    else draft.warn(directive, 'Clients without a certificate are let in.');
  },
  ocspVerify: (directive, draft) =>
    draft.warn(directive, 'Tomcat rejects this attribute: its name is ocspVerifyFlags.'),
  ocspVerifyFlags: (directive, draft) =>
    draft.lose(directive, 'Flags of OpenSSL have no field here, and JSSE does not use them.'),
  ocspTimeout: (directive, draft) =>
    draft.lose(
      directive,
      'This counts with OpenSSL; with JSSE it is com.sun.security.ocsp.timeout.',
    ),
  truststoreFile: trust,
  caCertificateFile: trust,
  certificateRevocationListFile: (directive, draft) =>
    draft.lose(directive, 'Revocation lists have no field here.'),
};

const javaRules: Readonly<Record<string, Rule>> = {
  'ocsp.responderURL': (directive, draft) =>
    draft.map(
      directive,
      { field: 'responderUri', value: directive.args[0] || null },
      'It is asked in place of those that certificates name.',
    ),
  'ocsp.responderCertSubjectName': responderNames,
  'ocsp.responderCertIssuerName': responderNames,
  'ocsp.responderCertSerialNumber': responderNames,
  'com.sun.security.ocsp.timeout': timeout,
  'com.sun.security.ocsp.readtimeout': timeout,
  'com.sun.security.ocsp.clockSkew': (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) return draft.lose(directive, 'This is no number of seconds.');
    const value = Math.min(seconds, 86_400);
    draft.map(directive, { field: 'skewSeconds', value }, 'By how much clocks may differ.');
  },
  'com.sun.security.ocsp.useget': (directive, draft) =>
    draft.map(
      directive,
      { field: 'method', value: readSwitch(directive.args[0]) === 'off' ? 'post' : 'auto' },
      'Short requests go by GET unless this is false.',
    ),
  'jdk.security.certpath.ocspNonce': (directive, draft) => {
    const on = readSwitch(directive.args[0]) === 'on';
    draft.map(
      directive,
      { field: 'nonce', value: on ? 'send' : 'omit' },
      on ? 'A nonce is sent; an answer without one is accepted.' : 'No nonce is sent.',
    );
  },
};

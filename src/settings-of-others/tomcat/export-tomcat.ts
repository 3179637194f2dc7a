import { fallbackFor, type Policy } from '#shared/model/policy.ts';
import type { Exporter, ExportFiles } from '../export-settings.ts';

/** An `SSLHostConfig` of Tomcat, and what the JVM has to be told beside it. */
export const exportTomcat: Exporter = (policy, files, notes) => {
  const isEnabled = policy.ocsp === 'enabled';
  const ocsp = isEnabled
    ? ` ocspEnabled="true" ocspSoftFail="${isSoft(policy) ? 'true' : 'false'}"`
    : '';
  return [
    `<!-- Tomcat 10.1.60 or newer with JSSE. The trust anchor is the issuing CA, as what is above an anchor is not asked about:
     keytool -importcert -noprompt -alias clients -file issuing.pem -keystore ${truststoreOf(files)} -storepass changeit -->`,
    `<SSLHostConfig certificateVerification="required" truststoreFile="${truststoreOf(files)}" truststorePassword="changeit"${ocsp}/>`,
    ...(isEnabled ? javaWords(policy, notes) : []),
  ];
};

/** Soft fail is what lets a client in whom nobody could confirm. */
function isSoft(policy: Policy): boolean {
  return fallbackFor(policy, 'no-answer') === 'allow';
}

/** JSSE takes a key store: the PEM file goes into one beside it. */
function truststoreOf({ clientCas }: ExportFiles): string {
  return clientCas.replace(/\.pem$/, '.p12');
}

function javaWords(policy: Policy, notes: readonly string[]): readonly string[] {
  const seconds = Math.ceil(policy.totalTimeoutMs / 1_000);
  const options = [
    `-Dcom.sun.security.ocsp.timeout=${seconds}`,
    `-Dcom.sun.security.ocsp.clockSkew=${policy.skewSeconds}`,
    ...(policy.method === 'post' ? ['-Dcom.sun.security.ocsp.useget=false'] : []),
    ...(policy.nonce === 'omit' ? [] : ['-Djdk.security.certpath.ocspNonce=true']),
  ];
  const unsaid = [
    ...(policy.nonce === 'require'
      ? ['nonce require: an answer without the nonce is accepted']
      : []),
    ...(policy.method === 'get' ? ['method get: longer requests go by POST'] : []),
    ...(fallbackFor(policy, 'answer-not-valid') === 'allow'
      ? ['fallback allow: an answer whose proof fails still denies (soft fail)']
      : []),
    ...(isSoft(policy) && fallbackFor(policy, 'unknown') === 'block'
      ? ['fallback block for unknown: soft fail admits it']
      : []),
    ...notes,
  ];
  return [
    `<!-- JVM: ${options.join(' ')} -->`,
    ...(policy.responderUri === null
      ? []
      : [
          `<!-- java.security: ocsp.responderURL=${policy.responderUri.replaceAll('--', '%2D%2D')} -->`,
        ]),
    ...(policy.responderCertificate === null
      ? []
      : ["<!-- java.security: ocsp.responderCertSubjectName=… (the responder's name) -->"]),
    ...unsaid.map((note) => `<!-- not expressible: ${note} -->`),
  ];
}

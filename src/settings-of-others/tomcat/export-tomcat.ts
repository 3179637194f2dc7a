import type { Policy } from '#shared/model/policy.ts';
import type { Exporter } from '../export-settings.ts';

/** An `SSLHostConfig` of Tomcat, and what the JVM has to be told beside it. */
export const exportTomcat: Exporter = (policy, files, notes) => {
  const isEnabled = policy.ocsp === 'enabled';
  const ocsp = isEnabled
    ? ` ocspEnabled="true" ocspSoftFail="${policy.fallback === 'allow' ? 'true' : 'false'}"`
    : '';
  return [
    '<!-- Tomcat 10.1.60 or newer with JSSE; the trust anchor is the issuing CA: what is above it is not asked about -->',
    `<SSLHostConfig certificateVerification="required" truststoreFile="${files.clientCas}" truststoreType="PEM"${ocsp}/>`,
    ...(isEnabled ? javaWords(policy, notes) : []),
  ];
};

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
    ...(policy.fallback === 'allow'
      ? ['fallback allow: an answer whose proof fails still denies (soft fail)']
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

import type { DerError } from '#pki/der/error.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { TransportError } from '#shared/model/transport.ts';
import type { StatusReason } from '#shared/model/verdict.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { nameRule } from './chain/link-text.ts';
import { lackingPurpose } from './chain/rules/purpose.ts';

function reason(code: string, message: string, remedy: string | null): StatusReason {
  return { code, message, remedy, check: null };
}

/** There is nobody to ask. */
export function noResponderUri(): StatusReason {
  return reason(
    'no-responder-uri',
    'No responder URI is configured and the certificate names none in authorityInfoAccess.',
    'Configure a responder URI, or issue the certificate with an OCSP URI in authorityInfoAccess.',
  );
}

/** A question cannot even be put: a CertID has the name and the key of the issuer in it. */
export function issuerNotAtHand(issuer: string): StatusReason {
  return reason(
    'issuer-not-at-hand',
    `The certificate of the issuer is not at hand, ${issuer}: no certificate vouches for itself.`,
    'Give the certificate of the CA that issued it, or let the client send it along.',
  );
}

/** What came is not the DER of an OCSPResponse. */
export function malformedResponse(error: DerError, contentType: string | null): StatusReason {
  const isOcsp = contentType === null || contentType.startsWith('application/ocsp-response');
  const served = isOcsp ? '' : ` It was served as ${contentType}.`;
  return reason(
    'response-malformed',
    `The answer is not a well-formed OCSP response: ${error.message} (${error.path || 'OCSPResponse'}, octet ${error.offset}).${served}`,
    isOcsp
      ? 'The responder must answer with the DER of an OCSPResponse (RFC 6960 §4.2.1).'
      : 'Check that the URI is that of an OCSP responder.',
  );
}

/** Why no answer came, and what would bring one. */
export function transportFailure(error: TransportError): StatusReason {
  return reason(error.code, transportMessage(error), transportRemedy(error));
}

function transportMessage(error: TransportError): string {
  switch (error.code) {
    case 'uri-invalid':
      return `"${error.uri}" is not a URI that can be asked: ${error.detail}.`;
    case 'uri-scheme-unsupported':
      return `"${error.uri}" has the scheme ${error.scheme}; only http and https are asked.`;
    case 'network-refused':
      return error.mode === 'offline'
        ? `Nothing was sent to ${error.host}: the network is set to offline.`
        : `Nothing was sent to ${error.host}${error.address === null ? '' : ` (${error.address})`}: only loopback addresses are allowed.`;
    case 'address-refused':
      return `The certificate's URI leads to ${error.host} at ${error.address}, which the address policy "${error.policy}" refuses.`;
    case 'name-not-resolved':
      return `The name ${error.host} could not be resolved: ${error.detail}.`;
    case 'connection-refused':
      return `Nothing listens at ${error.address} port ${error.port}: the connection was refused.`;
    case 'connection-failed':
      return `No connection to ${error.address} port ${error.port}: ${error.detail}.`;
    case 'connect-timed-out':
      return `The responder could not be reached within ${toReadableDuration(error.afterMs)}.`;
    case 'response-timed-out':
      return error.receivedBytes === 0
        ? `The responder accepted the connection but did not answer within ${toReadableDuration(error.afterMs)}.`
        : `The answer was not complete within ${toReadableDuration(error.afterMs)}: ${error.receivedBytes} octets came.`;
    case 'connection-lost':
      return error.expectedBytes === null
        ? `The responder closed the connection in the middle of its answer, after ${error.receivedBytes} octets.`
        : `The responder closed the connection after ${error.receivedBytes} of ${error.expectedBytes} octets.`;
    case 'tls-failed':
      return `The TLS connection to ${error.host} failed: ${error.detail}.`;
    case 'http-malformed':
      return `The answer is not HTTP: ${error.detail}.`;
    case 'redirected':
      return `The responder redirects (HTTP ${error.status}) to ${error.location ?? 'nowhere'}; redirects are not followed.`;
    case 'http-status':
      return `The responder answered HTTP ${error.status}${error.statusText === '' ? '' : ` ${error.statusText}`} instead of 200.`;
    case 'response-empty':
      return 'The responder answered with an empty body.';
    case 'response-too-large':
      return `The answer is larger than the limit of ${error.limitBytes} octets and was not read further.`;
    case 'proxy-failed':
      return `The proxy ${error.proxy} did not connect: ${error.detail}.`;
    case 'cancelled':
      return 'The check was cancelled before the responder answered.';
    default:
      return assertNever(error);
  }
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}

function transportRemedy(error: TransportError): string | null {
  switch (error.code) {
    case 'uri-invalid':
    case 'uri-scheme-unsupported':
      return 'Configure a responder URI such as http://ocsp.example.com/.';
    case 'network-refused':
      return isLoopbackHost(error.host)
        ? 'Set the network to "loopback only": this responder is on this machine.'
        : 'Set the network to "any" if this responder may be asked.';
    case 'address-refused':
      return 'Configure the responder URI yourself, or widen the address policy.';
    case 'name-not-resolved':
    case 'connection-refused':
    case 'connection-failed':
    case 'connect-timed-out':
      return 'Check that the responder runs and that its address and port are right.';
    case 'response-timed-out':
      return 'Check the responder, or allow it more time.';
    case 'redirected':
      return 'Configure the URI to which the responder redirects, if you trust it.';
    case 'response-too-large':
      return 'Check that the URI is that of an OCSP responder, or raise the limit.';
    case 'tls-failed':
      return 'OCSP is usually served over plain http: its answers are signed.';
    case 'proxy-failed':
      return 'Check the proxy in the settings.';
    case 'connection-lost':
    case 'http-malformed':
    case 'http-status':
    case 'response-empty':
      return 'Check that the URI is that of an OCSP responder and look at its log.';
    case 'cancelled':
      return null;
    default:
      return assertNever(error);
  }
}

/** Why the certificate does not lead to a trusted CA. */
export function chainFailure(failure: ChainFailure): StatusReason {
  return reason(failure.code, chainMessage(failure), chainRemedy(failure));
}

function chainMessage(failure: ChainFailure): string {
  switch (failure.code) {
    case 'no-certificate':
      return 'The client presented no certificate.';
    case 'certificate-unreadable':
      return `The client's certificate cannot be read: ${failure.detail}.`;
    case 'issuer-not-found':
      return `The issuer ${failure.issuer} is neither among the trusted certificates nor was it sent along.`;
    case 'issuer-not-trusted':
      return `The chain ends at ${failure.issuer}, which is not a trusted CA.`;
    case 'issuer-mismatch':
      return `${failure.issuer} at hand did not issue ${failure.subject}: it has the name of the issuer, but its key does not verify the signature.`;
    case 'signature-invalid':
      return `The signature on ${failure.subject} does not verify with the key of ${failure.issuer}.`;
    case 'unsupported-algorithm':
      return `The signature on ${failure.subject} uses ${failure.algorithm}, which is not verified here.`;
    case 'issuer-key-unreadable':
      return `The signature on ${failure.subject} cannot be verified, as the key of ${failure.issuer} cannot be read: ${failure.detail}.`;
    case 'issuer-loop':
      return `The chain goes in a circle: ${failure.issuer}, which issued ${failure.subject}, stands below it already, and no trusted CA is above them.`;
    case 'too-many-issuers':
      return `More certificates have the name ${failure.issuer} than the ${failure.limit} that are tried, a limit of this program; none of these issued ${failure.subject}.`;
    case 'path-too-deep':
      return `The chain goes on above ${failure.subject}; no more than ${failure.limit} certificates are followed, a limit of this program.`;
    case 'certificate-expired':
      return `${failure.subject} expired at ${toRfc3339(failure.notAfter)}; it is ${toRfc3339(failure.at)}.`;
    case 'certificate-not-yet-valid':
      return `${failure.subject} is not valid before ${toRfc3339(failure.notBefore)}; it is ${toRfc3339(failure.at)}.`;
    case 'issuer-not-a-ca':
      return `${failure.subject} is not a CA certificate (basicConstraints).`;
    case 'issuer-may-not-sign':
      return `${failure.subject} may not sign certificates (keyUsage has no keyCertSign).`;
    case 'path-too-long':
      return `${failure.subject} allows at most ${failure.pathLen} intermediate CAs below it.`;
    case 'wrong-purpose':
      return `${failure.subject} is not meant for ${failure.purpose} authentication: ${lackingPurpose(failure)}.`;
    case 'critical-extension':
      return `${failure.subject} has a critical extension that is not understood (${failure.oid}).`;
    case 'name-not-allowed':
      return `The ${failure.name} of ${failure.subject} ${nameRule(failure)} (nameConstraints).`;
    case 'policy-missing':
      return `${failure.by} requires a certificate policy, and none is valid for the chain down to ${failure.subject}.`;
    case 'policy-mapping-invalid':
      return `${failure.subject} maps anyPolicy in its policyMappings, which is forbidden.`;
    case 'algorithm-refused':
      return `${failure.subject} rests on ${failure.what}, which can be forged.`;
    case 'key-too-small':
      return `The key of ${failure.subject}, ${failure.what}, is smaller than the policy wants.`;
    default:
      return assertNever(failure);
  }
}

function chainRemedy(failure: ChainFailure): string | null {
  switch (failure.code) {
    case 'no-certificate':
      return 'Present a client certificate in the TLS handshake.';
    case 'issuer-not-found':
      return 'Load or trust the certificate of the issuer, or let the client send it along.';
    case 'issuer-not-trusted':
      return 'Trust this CA, if it is the right one.';
    case 'certificate-expired':
    case 'certificate-not-yet-valid':
      return 'Present a certificate within its validity, or check the clock.';
    case 'wrong-purpose':
      return failure.purpose === 'client'
        ? 'Issue the certificate with id-kp-clientAuth and digitalSignature.'
        : 'Issue the certificate with id-kp-serverAuth and digitalSignature.';
    case 'issuer-mismatch':
      return 'Give the certificate of the CA that issued it: one with this name was renewed with another key, or is an imitation.';
    case 'algorithm-refused':
    case 'key-too-small':
      return 'Issue the certificate anew, with a key of 2,048 bits (RSA) or 256 (elliptic curves) and SHA-256.';
    case 'policy-missing':
      return 'Issue the certificates of the chain with the policy that the CA requires.';
    case 'certificate-unreadable':
    case 'issuer-key-unreadable':
    case 'issuer-loop':
    case 'too-many-issuers':
    case 'path-too-deep':
    case 'name-not-allowed':
    case 'policy-mapping-invalid':
    case 'signature-invalid':
    case 'unsupported-algorithm':
    case 'issuer-not-a-ca':
    case 'issuer-may-not-sign':
    case 'path-too-long':
    case 'critical-extension':
      return null;
    default:
      return assertNever(failure);
  }
}

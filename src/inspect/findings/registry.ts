import type { OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import { anyPurpose } from './certificate/any-purpose.ts';
import { caConstraintsNotCritical } from './certificate/ca-constraints-not-critical.ts';
import { caWithoutCertSign } from './certificate/ca-without-cert-sign.ts';
import { caWithoutKeyIdentifier } from './certificate/ca-without-key-identifier.ts';
import { certSignWithoutCa } from './certificate/cert-sign-without-ca.ts';
import { clientCannotSign } from './certificate/client-cannot-sign.ts';
import { commonNameNotInNames } from './certificate/common-name-not-in-names.ts';
import { countryNotTwoLetters } from './certificate/country-not-two-letters.ts';
import { deceptiveText } from './certificate/deceptive-text.ts';
import { expired } from './certificate/expired.ts';
import { extensionUnreadable } from './certificate/extension-unreadable.ts';
import { keyUsageEmpty } from './certificate/key-usage-empty.ts';
import { keyUsageNotForKey } from './certificate/key-usage-not-for-key.ts';
import { longValidity } from './certificate/long-validity.ts';
import { lookAlikeText } from './certificate/look-alike-text.ts';
import { malformedHostName } from './certificate/malformed-host-name.ts';
import { mustNotBeCritical } from './certificate/must-not-be-critical.ts';
import { mustStaple } from './certificate/must-staple.ts';
import { nameConstraintsNotCritical } from './certificate/name-constraints-not-critical.ts';
import { nameConstraintsWithoutCa } from './certificate/name-constraints-without-ca.ts';
import { noAuthorityKeyIdentifier } from './certificate/no-authority-key-identifier.ts';
import { noOcspUri } from './certificate/no-ocsp-uri.ts';
import { noOcspUriNocheck } from './certificate/no-ocsp-uri-nocheck.ts';
import { noSubject } from './certificate/no-subject.ts';
import { nocheckWithoutPurpose } from './certificate/nocheck-without-purpose.ts';
import { notForClients } from './certificate/not-for-clients.ts';
import { notYetValid } from './certificate/not-yet-valid.ts';
import { ocspUriHttps } from './certificate/ocsp-uri-https.ts';
import { ocspUriScheme } from './certificate/ocsp-uri-scheme.ts';
import { pathLengthWithoutCa } from './certificate/path-length-without-ca.ts';
import { precertificate } from './certificate/precertificate.ts';
import { responderNocheckLong } from './certificate/responder-nocheck-long.ts';
import { responderWithoutNocheck } from './certificate/responder-without-nocheck.ts';
import { roca } from './certificate/roca.ts';
import { rsaExponentSmall } from './certificate/rsa-exponent-small.ts';
import { selfSignedEndEntity } from './certificate/self-signed-end-entity.ts';
import { serialGuessable } from './certificate/serial-guessable.ts';
import { serialNegative } from './certificate/serial-negative.ts';
import { serialTooLong } from './certificate/serial-too-long.ts';
import { serialZero } from './certificate/serial-zero.ts';
import { serverValidityTooLong } from './certificate/server-validity-too-long.ts';
import { serverWithoutNames } from './certificate/server-without-names.ts';
import { severalOcspUris } from './certificate/several-ocsp-uris.ts';
import { shortRsaKey } from './certificate/short-rsa-key.ts';
import { signatureMd5 as signatureMd5OfCertificate } from './certificate/signature-md5.ts';
import { signatureSha1 as signatureSha1OfCertificate } from './certificate/signature-sha1.ts';
import { signatureUnknown as signatureUnknownOfCertificate } from './certificate/signature-unknown.ts';
import { unknownCriticalExtension } from './certificate/unknown-critical-extension.ts';
import { validityInverted } from './certificate/validity-inverted.ts';
import { version1 } from './certificate/version-1.ts';
import { weakCurve } from './certificate/weak-curve.ts';
import type { CertificateSubject } from './certificate-subject.ts';
import { certIdNotSha1 as certIdNotSha1OfRequest } from './request/cert-id-not-sha1.ts';
import { certIdSha1 as certIdSha1OfRequest } from './request/cert-id-sha1.ts';
import { criticalExtension as criticalExtensionOfRequest } from './request/critical-extension.ts';
import { noNonce } from './request/no-nonce.ts';
import { severalQuestions } from './request/several-questions.ts';
import { shortNonce } from './request/short-nonce.ts';
import { signedRequest } from './request/signed-request.ts';
import { tooLongForGet } from './request/too-long-for-get.ts';
import { certIdNotSha1 as certIdNotSha1OfResponse } from './response/cert-id-not-sha1.ts';
import { certIdSha1 as certIdSha1OfResponse } from './response/cert-id-sha1.ts';
import { criticalExtension as criticalExtensionOfResponse } from './response/critical-extension.ts';
import { malformedCertificate } from './response/malformed-certificate.ts';
import { neverIssued } from './response/never-issued.ts';
import { noAnswer } from './response/no-answer.ts';
import { noCertificates } from './response/no-certificates.ts';
import { noNextUpdate } from './response/no-next-update.ts';
import { nothingToJudge } from './response/nothing-to-judge.ts';
import { revoked } from './response/revoked.ts';
import { severalAnswers } from './response/several-answers.ts';
import { signatureMd5 as signatureMd5OfResponse } from './response/signature-md5.ts';
import { signatureSha1 as signatureSha1OfResponse } from './response/signature-sha1.ts';
import { signatureUnknown as signatureUnknownOfResponse } from './response/signature-unknown.ts';
import { signerNotIncluded } from './response/signer-not-included.ts';
import { stale } from './response/stale.ts';
import { thisUpdateInFuture } from './response/this-update-in-future.ts';
import { updateTimesInverted } from './response/update-times-inverted.ts';
import type { Rule } from './rule.ts';

/** Rules of certificate objects. */
export const certificateRules: readonly Rule<CertificateSubject>[] = [
  validityInverted,
  expired,
  notYetValid,
  signatureUnknownOfCertificate,
  signatureMd5OfCertificate,
  signatureSha1OfCertificate,
  shortRsaKey,
  rsaExponentSmall,
  roca,
  weakCurve,
  serialNegative,
  serialZero,
  serialTooLong,
  serialGuessable,
  unknownCriticalExtension,
  mustNotBeCritical,
  extensionUnreadable,
  version1,
  caConstraintsNotCritical,
  caWithoutCertSign,
  certSignWithoutCa,
  pathLengthWithoutCa,
  keyUsageEmpty,
  keyUsageNotForKey,
  clientCannotSign,
  notForClients,
  anyPurpose,
  serverWithoutNames,
  commonNameNotInNames,
  noSubject,
  malformedHostName,
  countryNotTwoLetters,
  deceptiveText,
  lookAlikeText,
  caWithoutKeyIdentifier,
  noAuthorityKeyIdentifier,
  nameConstraintsWithoutCa,
  nameConstraintsNotCritical,
  selfSignedEndEntity,
  precertificate,
  mustStaple,
  longValidity,
  serverValidityTooLong,
  nocheckWithoutPurpose,
  responderWithoutNocheck,
  responderNocheckLong,
  severalOcspUris,
  ocspUriHttps,
  ocspUriScheme,
  noOcspUri,
  noOcspUriNocheck,
];

/** Rules of request objects. */
export const requestRules: readonly Rule<OcspRequest>[] = [
  severalQuestions,
  certIdSha1OfRequest,
  certIdNotSha1OfRequest,
  noNonce,
  shortNonce,
  signedRequest,
  tooLongForGet,
  criticalExtensionOfRequest,
];

/** Rules of response objects. */
export const responseRules: readonly Rule<OcspResponse>[] = [
  noAnswer,
  nothingToJudge,
  signatureUnknownOfResponse,
  signatureMd5OfResponse,
  signatureSha1OfResponse,
  criticalExtensionOfResponse,
  thisUpdateInFuture,
  noNextUpdate,
  updateTimesInverted,
  stale,
  revoked,
  neverIssued,
  severalAnswers,
  certIdSha1OfResponse,
  certIdNotSha1OfResponse,
  malformedCertificate,
  noCertificates,
  signerNotIncluded,
];

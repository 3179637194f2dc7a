import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { KeyStore } from '#pki/keystore/decode-keystore.ts';
import type { OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';
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
import { noAuthorityKeyIdentifier as noAuthorityKeyIdentifierOfCertificate } from './certificate/no-authority-key-identifier.ts';
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
import { version1 as version1OfCertificate } from './certificate/version-1.ts';
import { weakCurve } from './certificate/weak-curve.ts';
import type { CertificateSubject } from './certificate-subject.ts';
import { challengePassword } from './certification-request/challenge-password.ts';
import { noAlternativeNames } from './certification-request/no-alternative-names.ts';
import { signatureInvalid } from './certification-request/signature-invalid.ts';
import { signatureWeak } from './certification-request/signature-weak.ts';
import { weakKey as weakKeyOfCertificationRequest } from './certification-request/weak-key.ts';
import { criticalExtension as criticalExtensionOfCrl } from './crl/critical-extension.ts';
import { delta } from './crl/delta.ts';
import { noAuthorityKeyIdentifier as noAuthorityKeyIdentifierOfCrl } from './crl/no-authority-key-identifier.ts';
import { noCrlNumber } from './crl/no-crl-number.ts';
import { noNextUpdate as noNextUpdateOfCrl } from './crl/no-next-update.ts';
import { partialScope } from './crl/partial-scope.ts';
import { signatureMd5 as signatureMd5OfCrl } from './crl/signature-md5.ts';
import { signatureSha1 as signatureSha1OfCrl } from './crl/signature-sha1.ts';
import { stale as staleOfCrl } from './crl/stale.ts';
import { thisUpdateInFuture as thisUpdateInFutureOfCrl } from './crl/this-update-in-future.ts';
import { updateTimesInverted as updateTimesInvertedOfCrl } from './crl/update-times-inverted.ts';
import { version1 as version1OfCrl } from './crl/version-1.ts';
import { weakProtection } from './key-store/weak-protection.ts';
import { keyNotEncrypted as keyNotEncryptedOfPkcs12 } from './pkcs12/key-not-encrypted.ts';
import { keyWithoutCertificate } from './pkcs12/key-without-certificate.ts';
import { noIntegrity } from './pkcs12/no-integrity.ts';
import { weakEncryption } from './pkcs12/weak-encryption.ts';
import { keyBesideCertificate } from './private-key/key-beside-certificate.ts';
import { keyNotEncrypted as keyNotEncryptedOfPrivateKey } from './private-key/key-not-encrypted.ts';
import { keyWeaklyEncrypted } from './private-key/key-weakly-encrypted.ts';
import { publicKeyDiffers } from './private-key/public-key-differs.ts';
import { weakKey as weakKeyOfPrivateKey } from './private-key/weak-key.ts';
import type { PrivateKeySubject } from './private-key-subject.ts';
import { weakKey as weakKeyOfPublicKey } from './public-key/weak-key.ts';
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
import { noNextUpdate as noNextUpdateOfResponse } from './response/no-next-update.ts';
import { nothingToJudge } from './response/nothing-to-judge.ts';
import { revoked } from './response/revoked.ts';
import { severalAnswers } from './response/several-answers.ts';
import { signatureMd5 as signatureMd5OfResponse } from './response/signature-md5.ts';
import { signatureSha1 as signatureSha1OfResponse } from './response/signature-sha1.ts';
import { signatureUnknown as signatureUnknownOfResponse } from './response/signature-unknown.ts';
import { signerNotIncluded } from './response/signer-not-included.ts';
import { stale as staleOfResponse } from './response/stale.ts';
import { thisUpdateInFuture as thisUpdateInFutureOfResponse } from './response/this-update-in-future.ts';
import { updateTimesInverted as updateTimesInvertedOfResponse } from './response/update-times-inverted.ts';
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
  version1OfCertificate,
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
  noAuthorityKeyIdentifierOfCertificate,
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
  thisUpdateInFutureOfResponse,
  noNextUpdateOfResponse,
  updateTimesInvertedOfResponse,
  staleOfResponse,
  revoked,
  neverIssued,
  severalAnswers,
  certIdSha1OfResponse,
  certIdNotSha1OfResponse,
  malformedCertificate,
  noCertificates,
  signerNotIncluded,
];

/** Rules of crl objects. */
export const crlRules: readonly Rule<CertificateList>[] = [
  staleOfCrl,
  thisUpdateInFutureOfCrl,
  noNextUpdateOfCrl,
  updateTimesInvertedOfCrl,
  noCrlNumber,
  noAuthorityKeyIdentifierOfCrl,
  delta,
  partialScope,
  criticalExtensionOfCrl,
  signatureMd5OfCrl,
  signatureSha1OfCrl,
  version1OfCrl,
];

/** Rules of certification request objects. */
export const certificationRequestRules: readonly Rule<CertificationRequest>[] = [
  signatureInvalid,
  signatureWeak,
  weakKeyOfCertificationRequest,
  noAlternativeNames,
  challengePassword,
];

/** Rules of public key objects. */
export const publicKeyRules: readonly Rule<PublicKeyInfo>[] = [weakKeyOfPublicKey];

/** Rules of private key objects. */
export const privateKeyRules: readonly Rule<PrivateKeySubject>[] = [
  keyNotEncryptedOfPrivateKey,
  keyWeaklyEncrypted,
  keyBesideCertificate,
  publicKeyDiffers,
  weakKeyOfPrivateKey,
];

/** Rules of pkcs12 objects. */
export const pkcs12Rules: readonly Rule<Pkcs12>[] = [
  weakEncryption,
  keyNotEncryptedOfPkcs12,
  noIntegrity,
  keyWithoutCertificate,
];

/** Rules of key store objects. */
export const keyStoreRules: readonly Rule<KeyStore>[] = [weakProtection];

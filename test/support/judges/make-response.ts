import { constants, createHash, sign } from 'node:crypto';
import {
  encodeExplicit,
  encodeGeneralizedTime,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import {
  encodeBasicResponse,
  encodeErrorResponse,
  encodeOcspResponse,
  encodeResponseData,
} from '#pki/ocsp/encode-response.ts';
import { encodeExtensions } from '#pki/ocsp/extensions.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { encodeResponderId } from '#pki/ocsp/responder-id.ts';
import { encodeSingleResponse } from '#pki/ocsp/single-response.ts';
import type { DecodedCertStatus, DecodedResponderId, SingleResponse } from '#pki/ocsp/types.ts';
import type { AlgorithmIdentifier, Certificate, Extension } from '#pki/x509/certificate.ts';
import { encodeCommonName, type TestIdentity } from '../test-certificate.ts';
import type { JudgeLevel, JudgePki } from './judge-pki.ts';
import type { ResponseRecipe, SingleRecipe } from './response-recipe.ts';

const hashOids: Readonly<Record<SingleRecipe['hash'], string>> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const signatureOids: Readonly<Record<ResponseRecipe['algorithm'], string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha224: '1.2.840.113549.1.1.14',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
  pss: '1.2.840.113549.1.1.10',
};

const privateOid = '1.3.6.1.4.1.55555.1';
const sctList = '1.3.6.1.4.1.11129.2.4.5';

/** The level that a recipe is about. */
export function levelOf(recipe: ResponseRecipe, pki: JudgePki): JudgeLevel {
  return recipe.level === 'root' ? pki.atRoot : pki.atIntermediate;
}

/** Makes the response of a recipe; `now` is in milliseconds. */
export function makeResponse(recipe: ResponseRecipe, pki: JudgePki, now: number): Uint8Array {
  if (recipe.responseStatus !== 'successful') return encodeErrorResponse(recipe.responseStatus);
  const basic = basicOf(recipe, pki, now);
  const response = recipe.trailing === 'inner' ? withTrailing(basic) : basic;
  const responseType = recipe.type === 'basic' ? ocspOid.basic : '1.3.6.1.4.1.55555.2';
  const whole = encodeOcspResponse({
    responseStatus: 'successful',
    responseBytes: { responseType, response },
  });
  return recipe.trailing === 'outer' ? withTrailing(whole) : whole;
}

function withTrailing(octets: Uint8Array): Uint8Array {
  return Uint8Array.of(...octets, 0x05, 0x00);
}

function basicOf(recipe: ResponseRecipe, pki: JudgePki, now: number): Uint8Array {
  const level = levelOf(recipe, pki);
  const signer = signerOf(recipe, level, pki);
  const at = (seconds: number) => Math.floor(now / 1_000) * 1_000 + seconds * 1_000;
  const data = dataOf(recipe, {
    responderId: responderIdOf(recipe, signer, level),
    producedAt: at(recipe.producedAt),
    responses: recipe.singles.map((single) => singleOf(single, { level, pki, at })),
  });
  const signature = signatureOver(data, recipe.algorithm, signer);
  if (recipe.signature === 'broken') signature[40] = (signature[40] ?? 0) ^ 1;
  return encodeBasicResponse({
    tbsResponseData: data,
    signatureAlgorithm: algorithmOf(recipe.algorithm),
    signature,
    certificates: embeddedOf(recipe, signer, level).map(({ der }) => der),
  });
}

interface DataParts {
  readonly responderId: DecodedResponderId;
  readonly producedAt: number;
  readonly responses: readonly Uint8Array[];
}

function dataOf({ version, extension }: ResponseRecipe, parts: DataParts): Uint8Array {
  const extensions = extension === 'none' ? [] : [privateExtension(extension === 'critical')];
  if (version !== 'v1 written out') {
    return encodeResponseData({ ...parts, version: version === 'v2' ? 1 : 0, extensions });
  }
  return encodeSequence(
    encodeExplicit(0, encodeSmallInteger(0)),
    encodeResponderId(parts.responderId),
    encodeGeneralizedTime(parts.producedAt),
    encodeSequence(...parts.responses),
    ...(extensions.length === 0 ? [] : [encodeExplicit(1, encodeExtensions(extensions))]),
  );
}

function privateExtension(critical: boolean, oid = privateOid): Extension {
  return { oid, critical, value: encodeOctetString(Uint8Array.of(1, 2)) };
}

function signerOf({ signer }: ResponseRecipe, level: JudgeLevel, pki: JudgePki): TestIdentity {
  switch (signer) {
    case 'issuer':
      return level.issuer;
    case 'peer':
      return level.peer;
    case 'leaf':
      return level.leaf;
    case 'other CA':
      return pki.otherDelegate;
    case 'delegate of the root':
      return pki.atRoot.responders.delegate;
    default:
      return level.responders[signer];
  }
}

function responderIdOf(
  { responderId }: ResponseRecipe,
  { certificate }: TestIdentity,
  { issuer }: JudgeLevel,
): DecodedResponderId {
  switch (responderId) {
    case 'key': {
      const hash = createHash('sha1').update(certificate.subjectPublicKey).digest();
      return { by: 'key', keyHash: new Uint8Array(hash) };
    }
    case 'unknown key':
      return { by: 'key', keyHash: new Uint8Array(20).fill(0x11) };
    case 'name':
      return { by: 'name', name: certificate.subject };
    case 'unknown name':
      return { by: 'name', name: encodeCommonName('Nobody') };
    case 'name of the issuer':
      return { by: 'name', name: issuer.certificate.subject };
  }
}

function embeddedOf(
  { embedded, signer: kind }: ResponseRecipe,
  { certificate: signer }: TestIdentity,
  { peer: { certificate: stranger }, issuer: { certificate: issuer } }: JudgeLevel,
): readonly Certificate[] {
  switch (embedded) {
    case 'signer':
      return kind === 'issuer' ? [] : [signer];
    case 'none':
      return [];
    case 'stranger, signer':
      return [stranger, signer];
    case 'signer, stranger':
      return [signer, stranger];
    case 'issuer':
      return [issuer];
    case 'signer, issuer':
      return [signer, issuer];
    case 'stranger':
      return [stranger];
  }
}

interface SingleStage {
  readonly level: JudgeLevel;
  readonly pki: JudgePki;
  readonly at: (seconds: number) => number;
}

function singleOf(recipe: SingleRecipe, { level, pki, at }: SingleStage): Uint8Array {
  const isOther = recipe.about === 'another CA';
  const issuer = (isOther ? pki.otherCa : level.issuer).certificate;
  const { certificate } = level.leaf;
  const other = level.peer.certificate.serialNumber;
  const digest = (octets: Uint8Array) =>
    new Uint8Array(createHash(recipe.hash).update(octets).digest());
  const nameHash = digest(issuer.subject);
  const keyHash = digest(issuer.subjectPublicKey);
  if (recipe.damage === 'issuerNameHash') nameHash[3] = (nameHash[3] ?? 0) ^ 1;
  if (recipe.damage === 'issuerKeyHash') keyHash[3] = (keyHash[3] ?? 0) ^ 1;
  const single: SingleResponse = {
    certId: {
      hashAlgorithm: {
        oid: hashOids[recipe.hash],
        parameters: recipe.parameters === 'NULL' ? encodeNull() : null,
      },
      issuerNameHash: nameHash,
      issuerKeyHash: keyHash,
      serialNumber: recipe.about === 'the leaf' ? certificate.serialNumber : other,
    },
    certStatus: statusOf(recipe, at),
    thisUpdate: at(recipe.thisUpdate),
    nextUpdate: recipe.nextUpdate === null ? null : at(recipe.nextUpdate),
    extensions: singleExtensions(recipe),
  };
  return encodeSingleResponse(single);
}

function singleExtensions({ extension }: SingleRecipe): readonly Extension[] {
  switch (extension) {
    case 'none':
      return [];
    case 'critical SCT list':
      return [privateExtension(true, sctList)];
    default:
      return [privateExtension(extension === 'critical')];
  }
}

function statusOf({ status }: SingleRecipe, at: (seconds: number) => number): DecodedCertStatus {
  if (status === 'good' || status === 'unknown') return { status };
  const time = status === 'revoked from tomorrow' ? at(86_400) : at(-7_200);
  const reason = status === 'revoked' || status === 'revoked from tomorrow' ? null : status;
  return { status: 'revoked', revocation: { time, reason } };
}

function algorithmOf(name: ResponseRecipe['algorithm']): AlgorithmIdentifier {
  const oid = signatureOids[name];
  if (name !== 'pss') return { oid, parameters: encodeNull() };
  const hash = encodeSequence(encodeObjectIdentifier(hashOids.sha256), encodeNull());
  const mgf = encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.1.8'), hash);
  const parameters = encodeSequence(
    encodeExplicit(0, hash),
    encodeExplicit(1, mgf),
    encodeExplicit(2, encodeSmallInteger(32)),
  );
  return { oid, parameters };
}

function signatureOver(
  data: Uint8Array,
  algorithm: ResponseRecipe['algorithm'],
  { keys: { privateKey } }: TestIdentity,
): Uint8Array {
  if (algorithm !== 'pss') return new Uint8Array(sign(algorithm, data, privateKey));
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return new Uint8Array(sign('sha256', data, { key: privateKey, padding, saltLength: 32 }));
}

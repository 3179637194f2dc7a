import { type ECDSA, ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Domain parameters as SEC 2 and RFC 5639 print them, in hex. */
interface Parameters {
  readonly p: string;
  readonly a: string;
  readonly b: string;
  readonly x: string;
  readonly y: string;
  readonly n: string;
}

/** SEC 2 §2.2.2 (secp192r1). */
const p192: Parameters = {
  p: 'fffffffffffffffffffffffffffffffeffffffffffffffff',
  a: 'fffffffffffffffffffffffffffffffefffffffffffffffc',
  b: '64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1',
  x: '188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012',
  y: '07192b95ffc8da78631011ed6b24cdd573f977a11e794811',
  n: 'ffffffffffffffffffffffff99def836146bc9b1b4d22831',
};

/** RFC 5639 §3.4 to §3.7; a twisted curve (t1) has the field and the order of its r1. */
const brainpool = {
  P256t1: {
    p: 'a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377',
    a: 'a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5374',
    b: '662c61c430d84ea4fe66a7733d0b76b7bf93ebc4af2f49256ae58101fee92b04',
    x: 'a3e8eb3cc1cfe7b7732213b23a656149afa142c47aafbc2b79a191562e1305f4',
    y: '2d996c823439c56d7f7b22e14644417e69bcb6de39d027001dabe8f35b25c9be',
    n: 'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
  },
  P320r1: {
    p: 'd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27',
    a: '3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4',
    b: '520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6',
    x: '43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611',
    y: '14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1',
    n: 'd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311',
  },
  P320t1: {
    p: 'd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27',
    a: 'd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e24',
    b: 'a7f561e038eb1ed560b3d147db782013064c19f27ed27c6780aaf77fb8a547ceb5b4fef422340353',
    x: '925be9fb01afc6fb4d3e7d4990010f813408ab106c4f09cb7ee07868cc136fff3357f624a21bed52',
    y: '63ba3a7a27483ebf6671dbef7abb30ebee084e58a0b077ad42a5a0989d1ee71b1b9bc0455fb0d2c3',
    n: 'd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311',
  },
  P384t1: {
    p: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53',
    a: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec50',
    b: '7f519eada7bda81bd826dba647910f8c4b9346ed8ccdc64e4b1abd11756dce1d2074aa263b88805ced70355a33b471ee',
    x: '18de98b02db9a306f2afcd7235f72a819b80ab12ebd653172476fecd462aabffc4ff191b946a5f54d8d0aa2f418808cc',
    y: '25ab056962d30651a114afd2755ad336747f93475b7a1fca3b88f2b6a208ccfe469408584dc2b2912675bf5b9e582928',
    n: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565',
  },
  P512t1: {
    p: 'aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3',
    a: 'aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f0',
    b: '7cbbbcf9441cfab76e1890e46884eae321f70c0bcb4981527897504bec3e36a62bcdfa2304976540f6450085f2dae145c22553b465763689180ea2571867423e',
    x: '640ece5c12788717b9c1ba06cbc2a6feba85842458c56dde9db1758d39c0313d82ba51735cdb3ea499aa77a7d6943a64f7a3f25fe26f06b51baa2696fa9035da',
    y: '5b534bd595f5af0fa2c892376c84ace1bb4e3019b71634c01131159cae03cee9d9932184beef216bd71df2dadf86a627306ecff96dbb8bace198b61e00f8b332',
    n: 'aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069',
  },
} satisfies Readonly<Record<string, Parameters>>;

/** How to come by a curve; each is made when it is first asked for. */
const makers: ReadonlyMap<string, () => ECDSA> = new Map([
  ['P-192', () => fromParameters(p192)],
  ['secp256k1', () => secp256k1],
  ['brainpoolP256r1', () => brainpoolP256r1],
  ['brainpoolP256t1', () => fromParameters(brainpool.P256t1)],
  ['brainpoolP320r1', () => fromParameters(brainpool.P320r1)],
  ['brainpoolP320t1', () => fromParameters(brainpool.P320t1)],
  ['brainpoolP384r1', () => brainpoolP384r1],
  ['brainpoolP384t1', () => fromParameters(brainpool.P384t1)],
  ['brainpoolP512r1', () => brainpoolP512r1],
  ['brainpoolP512t1', () => fromParameters(brainpool.P512t1)],
]);

const made = new Map<string, ECDSA>();

/** A curve that BoringSSL lacks, by the name of `key-algorithm.ts`; null for one that every runtime has. */
export function libraryCurve(name: string): ECDSA | null {
  const known = made.get(name);
  if (known !== undefined) return known;
  const curve = makers.get(name)?.() ?? null;
  if (curve !== null) made.set(name, curve);
  return curve;
}

function fromParameters({ p, a, b, x, y, n }: Parameters): ECDSA {
  const number = (hex: string) => BigInt(`0x${hex}`);
  const point = weierstrass({
    p: number(p),
    a: number(a),
    b: number(b),
    Gx: number(x),
    Gy: number(y),
    n: number(n),
    h: 1n,
  });
  // The hash is never used: what is verified has been hashed already.
  return ecdsa(point, sha256);
}

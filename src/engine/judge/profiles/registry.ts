import { apache } from './apache.ts';
import { boringssl } from './boringssl.ts';
import { bouncycastle } from './bouncycastle.ts';
import { curl } from './curl.ts';
import { gnutls } from './gnutls.ts';
import { go } from './go.ts';
import { jdk } from './jdk.ts';
import { keycloak } from './keycloak.ts';
import { mozillaPkix } from './mozilla-pkix.ts';
import { nginx } from './nginx.ts';
import { nss } from './nss.ts';
import { openssl3019, openssl3022 } from './openssl.ts';
import { pkijs4, pkijs34 } from './pkijs.ts';
import type { Profile } from './profile.ts';
import { strongswan } from './strongswan.ts';
import { stunnel } from './stunnel.ts';
import { tomcatHard, tomcatSoft } from './tomcat.ts';

/** Every program that can judge a response, in the order in which they are shown. */
export const profiles: readonly Profile[] = [
  openssl3019,
  openssl3022,
  nginx,
  apache,
  curl,
  go,
  jdk,
  boringssl,
  gnutls,
  strongswan,
  nss,
  bouncycastle,
  pkijs4,
  pkijs34,
  tomcatSoft,
  tomcatHard,
  stunnel,
  keycloak,
  mozillaPkix,
];

/** The program of this id; null where there is none. */
export function findProfile(id: string): Profile | null {
  return profiles.find((profile) => profile.id === id) ?? null;
}

import { liveApache } from './apache.ts';
import { liveNss, liveStrongswan } from './fetching.ts';
import type { LiveJudge } from './live-judge.ts';
import { liveNginx } from './nginx.ts';
import { liveOpenssl3019, liveOpenssl3022 } from './openssl.ts';
import { livePkijs } from './pkijs.ts';
import { liveBouncyCastle, liveGo, liveJdk } from './programs.ts';
import { liveCurl, liveGnutls } from './staple.ts';

/** Every program that can be asked, if it is installed. */
export const liveJudges: readonly LiveJudge[] = [
  liveOpenssl3019,
  liveOpenssl3022,
  liveNginx,
  liveApache,
  liveCurl,
  liveGo,
  liveJdk,
  liveGnutls,
  liveStrongswan,
  liveNss,
  liveBouncyCastle,
  livePkijs,
];

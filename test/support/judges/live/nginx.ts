import { nginxVersion, startNginx } from '../../nginx.ts';
import { isInstalled } from './installed.ts';
import type { LiveJudge } from './live-judge.ts';
import { visit } from './visit.ts';

const refusal = 'client SSL certificate verify error: [^\\n]*';

/** nginx with `ssl_ocsp leaf`. */
export const liveNginx: LiveJudge = {
  id: 'nginx-1.22',
  packages: ['nginx'],
  version: async () => ((await isInstalled('nginx')) ? nginxVersion() : null),
  judgeAll: async (cases, stage) => {
    const [first] = cases;
    if (first === undefined) return [];
    const nginx = await startNginx({
      dir: stage.dir,
      server: { certPath: first.files.leaf, keyPath: first.files.leafKey },
      clientCaFile: first.files.root,
      ocsp: 'leaf',
      responderUrl: stage.responderUri,
      directives: ['ssl_session_cache off;', 'ssl_session_tickets off;'],
    });
    try {
      const verdicts = [];
      let refusals = 0;
      for (const each of cases) {
        stage.serve(each.response);
        const from = nginx.errorLog().length;
        const at = Date.now();
        const status = await visit(nginx.port, each);
        if (status === 200) {
          verdicts.push({ code: 'G' as const, words: 'HTTP 200', at });
          continue;
        }
        refusals += 1;
        // nginx writes its reason before it answers; the pipe may bring it a moment later.
        await nginx.waitForLog(new RegExp(`(?:${refusal}[\\s\\S]*?){${refusals}}`));
        const words = nginx.errorLog().slice(from);
        verdicts.push({ code: codeOf(words), words, at });
      }
      return verdicts;
    } finally {
      await nginx.stop();
    }
  },
};

function codeOf(log: string) {
  if (log.includes('verify error: certificate revoked')) return 'R' as const;
  return log.includes('verify error: certificate status unknown') ? ('U' as const) : ('X' as const);
}

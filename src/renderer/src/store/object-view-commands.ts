import type { Command } from './commands.ts';
import type { WorkbenchState } from './state.ts';

/** Certificates beyond this many are found on the Certificates screen. */
const offered = 200;

/** What the palette offers of open objects: their chains, what they come to, a comparison. */
export function objectViewCommands(state: WorkbenchState): readonly Command[] {
  const { certificates, objects, shownObject } = state;
  const isComparable = shownObject !== null && certificates.length + objects.length > 1;
  const judged = objects.filter(({ kind }) => kind === 'ocsp-response' || kind === 'crl');
  return [
    ...(isComparable
      ? [
          command('compare-objects', 'Compare this object with another', (actions) => {
            actions.showScreen('certificates');
            actions.compareObjectWith(shownObject, null);
          }),
        ]
      : []),
    ...(shownObject === null ? [] : exportsOf(shownObject)),
    ...certificates.slice(0, offered).map(({ summary: { fingerprint, label } }) =>
      command(`chain:${fingerprint}`, `Chains of ${label}`, (actions) => {
        actions.viewObject(fingerprint, { tab: 'chain' });
        actions.showObject(fingerprint);
        actions.showScreen('certificates');
      }),
    ),
    ...judged.map(({ id, title, origin }) =>
      command(`judge:${id}`, `Judge ${title} (${origin})`, (actions) => {
        actions.viewObject(id, { tab: 'judged' });
        actions.showObject(id);
        actions.showScreen('certificates');
      }),
    ),
  ];
}

/** The files that what is shown can leave as; what takes a password is asked for in its menu. */
function exportsOf(shown: string): readonly Command[] {
  const forms = { pem: 'PEM', der: 'DER', pkcs7: 'PKCS#7', text: 'text', json: 'JSON' } as const;
  return (Object.keys(forms) as (keyof typeof forms)[]).map((form) =>
    command(`export:${form}`, `Export this object as ${forms[form]}…`, (actions) => {
      void actions.exportObject(shown, { as: form });
    }),
  );
}

function command(id: string, text: string, run: Command['run']): Command {
  return { id, text, keys: null, run };
}

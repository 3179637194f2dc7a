import type { LabCertificate } from '#shared/model/lab.ts';
import type { Command } from './commands.ts';
import { objectViewCommands } from './object-view-commands.ts';
import type { WorkbenchState } from './state.ts';

/** The commands that depend on what is there: lab clients, faults, signers, policies, scenarios. */
export function commandsOf(state: WorkbenchState): readonly Command[] {
  return [
    ...(state.lab?.certificates ?? []).flatMap(commandsOfCertificate),
    ...objectCommands(state),
    ...objectViewCommands(state),
    ...state.faults.map(({ id, title }) =>
      command(`fault:${id}`, `Fault: ${lowerFirst(title)}`, (actions) => {
        void actions.patchBehaviour({ fault: id });
      }),
    ),
    ...state.signers.map(({ id, title }) =>
      command(`signer:${id}`, `Signer: ${lowerFirst(title)}`, (actions) => {
        void actions.patchBehaviour({ signer: id });
      }),
    ),
    ...state.policies.saved.map(({ id, name }) =>
      command(`policy:${id}`, `Policy: ${name}`, (actions) => void actions.applyPolicy(id)),
    ),
    command('decide-as:us', 'Decide as Revoscope', (actions) => void actions.setDecideAs(null)),
    ...state.programs.map(({ id, name, version }) =>
      command(`decide-as:${id}`, `Decide as ${name} ${version}`, (actions) => {
        void actions.setDecideAs({ judge: id, settings: {} });
      }),
    ),
    ...state.scenarios.map(({ id, name }) =>
      command(`scenario:${id}`, `Scenario: ${name}`, (actions) => {
        actions.showScenario(id);
        void actions.runScenarios([id]);
      }),
    ),
  ];
}

/** What can be done with open objects: unlock, show, present, trust. */
function objectCommands(state: WorkbenchState): readonly Command[] {
  const keys = new Set(
    state.objects
      .filter(({ kind, lock }) => kind === 'private-key' && lock !== 'locked')
      .map(({ keyPin }) => keyPin),
  );
  const locked = state.objects.filter(
    ({ lock, containerId }) => lock === 'locked' && containerId === null,
  );
  const presentable = state.certificates.filter(({ keyPin }) => keys.has(keyPin));
  const cas = state.certificates.filter(({ summary }) => summary.isCa).slice(0, offeredCas);
  return [
    ...state.objects.map(({ id, title, origin }) =>
      command(`show-object:${id}`, `Show ${title} (${origin})`, (actions) => {
        actions.showObject(id);
        actions.showScreen('certificates');
      }),
    ),
    ...locked.map(({ id, title, origin }) =>
      command(`unlock:${id}`, `Unlock ${title} (${origin})…`, (actions) => {
        actions.showObject(id);
        actions.showScreen('certificates');
        actions.askForPassword(id);
      }),
    ),
    ...presentable.flatMap(({ summary: { fingerprint, label } }) => [
      command(`authenticate:${fingerprint}`, `Authenticate as ${label}`, (actions) => {
        void actions.presentOwn(fingerprint);
      }),
      command(`elsewhere:${fingerprint}`, `Present ${label} to another server…`, (actions) => {
        actions.askWhereToPresent(fingerprint);
      }),
    ]),
    ...cas.map(({ summary: { fingerprint, label } }) => {
      const isTrusted = state.mtls.trust.fingerprints.includes(fingerprint);
      const text = isTrusted ? `Do not trust ${label} any more` : `Trust ${label} as CA`;
      return command(`trust:${fingerprint}`, text, (actions) => {
        void actions.trustAsCa(fingerprint, isTrusted ? 'not-trusted' : 'trusted');
      });
    }),
  ];
}

/** CAs beyond this many are trusted on the Certificates screen. */
const offeredCas = 200;

function commandsOfCertificate(certificate: LabCertificate): readonly Command[] {
  const { id, name, role } = certificate;
  const show = command(`show-lab:${id}`, `Lab certificate: ${name}`, (actions) => {
    actions.showScreen('lab');
    actions.showLabCertificate(id);
  });
  if (role !== 'client' && role !== 'stranger-client') return [show];
  const present = command(`present:${id}`, `Present ${name}`, (actions) => {
    actions.choosePresented({ kind: 'lab-client', id });
    actions.showScreen('flows');
  });
  return [...statusCommands(certificate), present, show];
}

/** What can be done to a certificate's status at the lab's responder now. */
export function statusCommands({ id, name, status }: LabCertificate): readonly Command[] {
  if (status === null) return [];
  if (status.status !== 'revoked') {
    return [
      command(`revoke:${id}`, `Revoke ${name}`, (actions) => {
        void actions.revokeCertificate(id, 'keyCompromise');
      }),
      command(`hold:${id}`, `Put ${name} on hold`, (actions) => void actions.holdCertificate(id)),
    ];
  }
  if (status.revocation.reason !== 'certificateHold') return [];
  return [
    command(`release:${id}`, `Release ${name} from hold`, (actions) => {
      void actions.releaseCertificate(id);
    }),
  ];
}

function command(id: string, text: string, run: Command['run']): Command {
  return { id, text, keys: null, run };
}

/** A title within a sentence; an abbreviation at its beginning stays as it is. */
function lowerFirst(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

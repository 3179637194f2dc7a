import type { Lab } from '#lab/lab.ts';
import { decodePem } from '#pki/x509/pem.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { ScenarioPolicy } from '#shared/model/scenario.ts';

/** A scenario's policy with the addresses and certificates of the lab that it plays in. */
export function policyFor(wanted: ScenarioPolicy, lab: Lab): Policy {
  const { responderUri, responderCertificate, cache, ...rest } = wanted;
  return {
    ...defaultPolicy,
    ...rest,
    responderUri:
      responderUri === undefined || responderUri === null ? null : uriOf(responderUri, lab),
    responderCertificate:
      responderCertificate === undefined || responderCertificate === null
        ? null
        : derOf(responderCertificate, lab),
    cache: { ...defaultPolicy.cache, ...cache },
  };
}

function uriOf(which: 'responder' | 'backup' | 'nobody', lab: Lab): string {
  const view = lab.view();
  if (which === 'nobody') return 'http://127.0.0.1:1/ocsp';
  const state = which === 'backup' ? view?.backup : view?.responder;
  if (state?.state !== 'running' && state?.state !== 'refusing') {
    throw new Error(`the lab's ${which} has no address`);
  }
  return state.url;
}

function derOf(id: string, lab: Lab): Uint8Array {
  const credentials = lab.ca.credentials(id);
  const [block] = credentials.ok ? decodePem(credentials.value.certificate).blocks : [];
  if (block === undefined) throw new Error(`the lab has no certificate ${id}`);
  return block.der;
}

import { fallbackCauseWords } from '#shared/model/fallback-cause.ts';
import { fallbackCauses, fallbackFor, type Policy } from '#shared/model/policy.ts';
import {
  selectPresentedKind,
  selectPresentedLabel,
  selectPresentedUris,
} from '../../store/selectors.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './ready-banner.module.css';

const noUris: readonly string[] = [];

/** What the next decision would be about and how the policy would come to it, before there is one. */
export function ReadyBanner() {
  const kind = useWorkbench(selectPresentedKind);
  const label = useWorkbench(selectPresentedLabel);
  const uris = useWorkbench(selectPresentedUris) ?? noUris;
  const policy = useWorkbench((state) => state.policies.current);
  const mtls = useWorkbench((state) => state.mtls.state);
  const server = mtls.state === 'running' ? ` at ${mtls.host}:${mtls.port}` : '';
  return (
    <section className={classes.banner} aria-label="Ready">
      <h2 className={classes.heading}>
        {kind === 'loaded'
          ? `Ready to check ${label ?? ''}`
          : `Ready to connect ${label ?? 'without a certificate'}`}
      </h2>
      <p className={classes.sentence}>
        {kind === 'loaded' ? '' : `The client connects to the mTLS server${server}. `}
        {kind === 'no-certificate'
          ? 'Without a certificate there is nobody to ask about: it is denied before OCSP.'
          : planWords(policy, uris)}
      </p>
    </section>
  );
}

function fallbackWords(policy: Policy): string {
  const lets = fallbackCauses.filter((cause) => fallbackFor(policy, cause) === 'allow');
  if (lets.length === 0) return 'Unknown, or no answer to trust, keeps the client out.';
  if (lets.length === fallbackCauses.length) {
    return 'Unknown, or no answer to trust, lets the client in.';
  }
  const words = lets.map((cause) => `“${fallbackCauseWords[cause]}”`).join(' and ');
  return `Without a status to go by, only ${words} lets the client in.`;
}

function planWords(policy: Policy, aiaUris: readonly string[]): string {
  if (policy.ocsp === 'not-enabled') {
    return 'OCSP checking is not enabled: the chain alone decides, and nobody is asked whether it is revoked.';
  }
  const uri = policy.responderUri ?? aiaUris[0];
  const fallback = fallbackWords(policy);
  if (uri === undefined) {
    return `There is no responder URI, neither configured nor in AIA: the check will fail. ${fallback}`;
  }
  const from = policy.responderUri === null ? 'from its AIA' : 'as configured';
  return `The responder ${uri} (${from}) will be asked. ${fallback}`;
}

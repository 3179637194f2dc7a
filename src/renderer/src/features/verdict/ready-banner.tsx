import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import classes from './ready-banner.module.css';

/** What a check of the chosen certificate would do, before there is one. */
export function ReadyBanner(props: {
  readonly certificate: LoadedCertificate;
  readonly policy: Policy;
}) {
  const { summary } = props.certificate;
  return (
    <section className={classes.banner} aria-label="Ready">
      <h2 className={classes.heading}>Ready to check {summary.label}</h2>
      <p className={classes.sentence}>{planWords(props.policy, summary.ocspUris)}</p>
    </section>
  );
}

function planWords(policy: Policy, aiaUris: readonly string[]): string {
  if (policy.ocsp === 'not-enabled') {
    return 'OCSP checking is not enabled: the chain alone decides, and nobody is asked whether it is revoked.';
  }
  const uri = policy.responderUri ?? aiaUris[0];
  const fallback =
    policy.fallback === 'block'
      ? 'Unknown, or no answer to trust, keeps the client out.'
      : 'Unknown, or no answer to trust, lets the client in.';
  if (uri === undefined) {
    return `There is no responder URI, neither configured nor in AIA: the check will fail. ${fallback}`;
  }
  const from = policy.responderUri === null ? 'from its AIA' : 'as configured';
  return `The responder ${uri} (${from}) will be asked. ${fallback}`;
}

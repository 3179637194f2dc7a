import { Binary, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { CheckId, CheckOutcome, CheckResult, EvidenceValue } from '#shared/model/verdict.ts';
import { expectationsOf } from '#shared/wording/check-expectation.ts';
import { evidenceName } from '#shared/wording/evidence.ts';
import { termsOfCheck } from '#shared/wording/terms.ts';
import { Button } from './button.tsx';
import classes from './check-item.module.css';
import { Citation } from './citation.tsx';
import { OutcomeMark } from './status-mark.tsx';
import { Term } from './term.tsx';

/** How a check went, in words. */
export const outcomeWords: Readonly<Record<CheckOutcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warning',
  'not-applicable': 'not applicable',
  'not-run': 'not run',
};

/** One check: how it went, and below that what was expected, what was found, and what one has to know. */
export function CheckItem(props: {
  readonly check: CheckResult;
  /** Leads to the octets that it rests on; null where there are none to show. */
  readonly onProof: ((check: CheckId) => void) | null;
}) {
  const { check, onProof } = props;
  const evidence = Object.entries(check.evidence);
  const [isOpen, setOpen] = useState(check.outcome === 'fail');
  return (
    <li className={classes.check} data-outcome={check.outcome}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <OutcomeMark outcome={check.outcome} />
        <span className={classes.words}>
          <span className={classes.title}>
            {check.title}
            <span className={classes.spoken}>: {outcomeWords[check.outcome]}</span>
          </span>
          <span className={classes.message}>{check.message}</span>
        </span>
        <ChevronRight size={14} aria-hidden="true" className={classes.chevron} />
      </button>
      <span className={classes.clause}>
        <Citation citation={check.citation} />
      </span>
      {isOpen && <Expectations check={check} />}
      {isOpen && (
        <dl className={classes.evidence}>
          <Words check={check} />
          {evidence.map(([name, value]) => (
            <div key={name}>
              <dt>{evidenceName(name)}</dt>
              <dd>{evidenceWords(value)}</dd>
            </div>
          ))}
          <div>
            <dt>outcome</dt>
            <dd>{outcomeWords[check.outcome]}</dd>
          </div>
          <div>
            <dt>check</dt>
            <dd>{check.id}</dd>
          </div>
          {onProof !== null && check.outcome !== 'not-run' && (
            <div>
              <dt>octets</dt>
              <dd className={classes.terms}>
                <Button kind="quiet" icon={Binary} onPress={() => onProof(check.id)}>
                  Show the bytes
                </Button>
              </dd>
            </div>
          )}
        </dl>
      )}
    </li>
  );
}

/** What one has to know to understand the check. */
function Words({ check }: { readonly check: CheckResult }) {
  const words = termsOfCheck(check.id);
  if (words.length === 0) return null;
  return (
    <div>
      <dt>words</dt>
      <dd className={classes.terms}>
        {words.map((id) => (
          <Term key={id} id={id} />
        ))}
      </dd>
    </div>
  );
}

function evidenceWords(value: EvidenceValue): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join('\n');
  return String(value);
}

/** Expected and actual beside each other, where the evidence tells both. */
function Expectations({ check }: { readonly check: CheckResult }) {
  const lines = expectationsOf(check);
  if (lines.length === 0) return null;
  return (
    <table className={classes.expectations}>
      <thead>
        <tr>
          <td />
          <th scope="col">expected</th>
          <th scope="col">actual</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ what, expected, actual }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{expected}</td>
            <td>{actual}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

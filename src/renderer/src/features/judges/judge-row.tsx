import { Binary, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { JudgeRuleReport, ProgramOpinion } from '#shared/model/judged-by.ts';
import type { CheckId, CheckResult } from '#shared/model/verdict.ts';
import { IconButton } from '../../components/button.tsx';
import { OutcomeMark, StatusChip } from '../../components/status-mark.tsx';
import { codeWords } from './judge-words.ts';
import classes from './judges-dialog.module.css';

/** One program: its verdict, the rule that decided, and behind it all its rules beside our checks. */
export function JudgeRow(props: {
  readonly opinion: ProgramOpinion;
  readonly checks: readonly CheckResult[];
  /** Leads to the octets that a rule reads; null where there is no response. */
  readonly onProof: ((check: CheckId) => void) | null;
}) {
  const { opinion, checks, onProof } = props;
  const [isOpen, setOpen] = useState(false);
  const { word, tone } = codeWords[opinion.code];
  return (
    <li className={classes.program}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes.name}>
          {opinion.name}
          <small>
            {opinion.version}
            {opinion.evidence === 'read' && ' · read in source, not run'}
          </small>
        </span>
        <StatusChip tone={tone} text={word} />
        <span className={classes.why}>{sentenceOf(opinion)}</span>
        <span className={classes.agreement} data-agrees={opinion.agrees}>
          {opinion.agrees ? 'agrees' : 'differs'}
        </span>
        <ChevronRight size={14} aria-hidden="true" className={classes.chevron} />
      </button>
      {isOpen && (
        <div className={classes.rules}>
          <table>
            <thead>
              <tr>
                <th scope="col">its rule</th>
                <th scope="col">what it found</th>
                <th scope="col">ours</th>
                <th scope="col">bytes</th>
              </tr>
            </thead>
            <tbody>
              {opinion.rules.map((rule) => (
                <Rule
                  key={rule.id}
                  rule={rule}
                  check={checks.find(({ id }) => id === rule.check)}
                  onProof={onProof}
                />
              ))}
            </tbody>
          </table>
          <p className={classes.source}>{opinion.source}</p>
        </div>
      )}
    </li>
  );
}

function Rule(props: {
  readonly rule: JudgeRuleReport;
  readonly check: CheckResult | undefined;
  readonly onProof: ((check: CheckId) => void) | null;
}) {
  const { rule, check, onProof } = props;
  const read = rule.check;
  return (
    <tr data-outcome={rule.outcome}>
      <th scope="row">
        {rule.words}
        {rule.outcome === 'decides' && <span className={classes.decides}>decides</span>}
      </th>
      <td>{rule.outcome === 'not-run' ? 'not reached' : rule.found}</td>
      <td>
        {check !== undefined && (
          <span className={classes.ours} title={check.message}>
            <OutcomeMark outcome={check.outcome} />
            {check.title}
          </span>
        )}
      </td>
      <td>
        {read !== null && onProof !== null && (
          <IconButton
            icon={Binary}
            label={`Bytes that “${rule.words}” reads`}
            size="small"
            onPress={() => onProof(read)}
          />
        )}
      </td>
    </tr>
  );
}

/** The sentence without the name that stands before it. */
function sentenceOf({ name, sentence }: ProgramOpinion): string {
  const rest = sentence.startsWith(`${name} `) ? sentence.slice(name.length + 1) : sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

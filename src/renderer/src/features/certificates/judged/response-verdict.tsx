import { findProof } from '#shared/flow/proof.ts';
import type { Asn1Node, ByteRange } from '#shared/model/inspection.ts';
import type { JudgedAnswer, ResponseJudgement } from '#shared/model/object-judgement.ts';
import type { CheckId, CheckOutcome } from '#shared/model/verdict.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { CheckItem } from '../../../components/check-item.tsx';
import { StatusChip } from '../../../components/status-mark.tsx';
import { useActions } from '../../../store/workbench-context.tsx';
import { Agreements } from './agreements.tsx';
import classes from './judged-tab.module.css';

/** Failed checks first, then warnings; within each the order of the checks. */
const rank: Readonly<Record<CheckOutcome, number>> = {
  fail: 0,
  warn: 1,
  pass: 2,
  'not-run': 3,
  'not-applicable': 3,
};

/** The answers of a response, each with its status and the checks behind it. */
export function ResponseVerdict(props: {
  readonly judgement: ResponseJudgement;
  readonly asn1: Asn1Node | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { asn1, onRange } = props;
  const { problem, answers, agreements } = props.judgement;
  return (
    <>
      {problem !== null && <p className={classes.note}>{problem}</p>}
      {answers.map((answer, index) => (
        // Two answers may be about one serial number.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Answer key={index} answer={answer} asn1={asn1} onRange={onRange} />
      ))}
      <Agreements agreements={agreements} other="a CRL" />
    </>
  );
}

function Answer(props: {
  readonly answer: JudgedAnswer;
  readonly asn1: Asn1Node | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { answer, asn1, onRange } = props;
  const { serialNumber, said, subject, status, reason, checks, missing } = answer;
  const { showObject } = useActions();
  const serial = toReadableSerial(serialNumber);
  const showProof = (check: CheckId) => {
    const range = asn1 === null ? null : findProof(asn1, check, serialNumber);
    if (range !== null) onRange(range);
  };
  return (
    <section className={classes.card} aria-label={`Serial number ${serial}`}>
      <h3>
        {status === null ? (
          <StatusChip tone="none" text="not judged" />
        ) : (
          <StatusChip tone={status} text={status} />
        )}
        <span className={classes.subject}>
          {subject === null ? (
            `Serial number ${serial}`
          ) : (
            <>
              <button
                type="button"
                className={classes.link}
                onClick={() => showObject(subject.fingerprint)}
              >
                {subject.label}
              </button>{' '}
              · {serial}
            </>
          )}
        </span>
        <span className={classes.said}>the responder says {said}</span>
      </h3>
      {missing !== null && <p className={classes.words}>{missing}</p>}
      {reason !== null && (
        <p className={classes.words}>
          {reason.message}
          {reason.remedy !== null && <span> {reason.remedy}</span>}
        </p>
      )}
      <ul>
        {checks
          .toSorted((a, b) => rank[a.outcome] - rank[b.outcome])
          .map((check) => (
            <CheckItem key={check.id} check={check} onProof={asn1 === null ? null : showProof} />
          ))}
      </ul>
    </section>
  );
}

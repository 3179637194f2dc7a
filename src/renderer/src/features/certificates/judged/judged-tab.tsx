import { useEffect, useState } from 'react';
import type { Asn1Node, ByteRange } from '#shared/model/inspection.ts';
import type { JudgedAt, ObjectJudgement } from '#shared/model/object-judgement.ts';
import type { Result } from '#shared/model/result.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { Segmented } from '../../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../../store/workbench-context.tsx';
import { CrlVerdict } from './crl-verdict.tsx';
import classes from './judged-tab.module.css';
import { ResponseVerdict } from './response-verdict.tsx';

/** What an OCSP response or a CRL comes to with the certificates that are loaded, now or when it was made. */
export function JudgedTab(props: {
  readonly id: string;
  /** null until the object was read, and where it has none. */
  readonly asn1: Asn1Node | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { id, asn1, onRange } = props;
  const [judgedAt, setJudgedAt] = useState<JudgedAt>('now');
  const result = useJudgement(id, judgedAt);
  if (result === null) return null;
  if (!result.ok) return <p className={classes.note}>{result.error}</p>;
  const judgement = result.value;
  if (judgement === null) {
    return <p className={classes.note}>It cannot be read, so there is nothing to judge.</p>;
  }
  return (
    <div className={classes.tab}>
      <header className={classes.head}>
        <Segmented
          label="Judged at"
          value={judgedAt}
          choices={[
            { value: 'now', text: 'Now' },
            {
              value: 'own',
              text: judgement.kind === 'crl' ? 'At its thisUpdate' : 'At its producedAt',
            },
          ]}
          onChange={setJudgedAt}
        />
        <p>
          {judgement.kind === 'crl' ? 'Judged' : 'Judged by the policy in force'} at{' '}
          {toReadableUtc(judgement.at)}
        </p>
      </header>
      {judgement.kind === 'crl' ? (
        <CrlVerdict id={id} judgement={judgement} onRange={onRange} />
      ) : (
        <ResponseVerdict judgement={judgement} asn1={asn1} onRange={onRange} />
      )}
    </div>
  );
}

/** Judged anew when something is opened or closed, and when policy or clock change; null until then. */
function useJudgement(
  id: string,
  judgedAt: JudgedAt,
): Result<ObjectJudgement | null, string> | null {
  const { judgeObject } = useActions();
  const certificates = useWorkbench((state) => state.certificates);
  const objects = useWorkbench((state) => state.objects);
  const policy = useWorkbench((state) => state.policies.current);
  const clockOffset = useWorkbench((state) => state.clockOffsetMs);
  const [result, setResult] = useState<Result<ObjectJudgement | null, string> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open, policy and clock decide
  useEffect(() => {
    let isCurrent = true;
    void judgeObject(id, judgedAt).then((answer) => {
      if (isCurrent) setResult(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [judgeObject, id, judgedAt, certificates, objects, policy, clockOffset]);
  return result;
}

import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { AdvancedLine } from './advanced-line.tsx';
import { DurationInput } from './duration-input.tsx';
import classes from './policy-bar.module.css';

/** What a check of the answer accepts. */
export function JudgementSettings() {
  const policy = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  return (
    <>
      <h3 className={classes.title}>Judgement</h3>
      <div className={classes.pair}>
        <DurationInput
          label="Clock skew allowed"
          field="skewSeconds"
          ms={policy.skewSeconds * 1_000}
          bareUnit="s"
          onCommit={(ms) => patchPolicy({ skewSeconds: ms / 1_000 })}
        />
        <DurationInput
          label="Oldest thisUpdate"
          field="maxAgeSeconds"
          ms={policy.maxAgeSeconds === null ? null : policy.maxAgeSeconds * 1_000}
          bareUnit="s"
          placeholder="no limit"
          onCommit={(ms) => patchPolicy({ maxAgeSeconds: ms / 1_000 })}
          onEmpty={() => patchPolicy({ maxAgeSeconds: null })}
        />
      </div>
      <Severity label="Signatures with SHA-1" field="sha1Signatures" />
      <Severity label="Signing keys below RSA 2048 or EC 224 bits" field="smallKeys" />
      <Severity label="Answers that are not strictly encoded" field="encoding" />
    </>
  );
}

function Severity(props: {
  readonly label: string;
  readonly field: 'sha1Signatures' | 'smallKeys' | 'encoding';
}) {
  const value = useWorkbench((state) => state.policies.current[props.field]);
  const { patchPolicy } = useActions();
  return (
    <AdvancedLine label={props.label}>
      <Segmented
        label={props.label}
        value={value}
        choices={[
          { value: 'warn', text: 'Warn' },
          { value: 'fail', text: 'Fail' },
        ]}
        onChange={(next) => void patchPolicy({ [props.field]: next })}
      />
    </AdvancedLine>
  );
}

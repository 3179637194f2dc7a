import { useState } from 'react';
import type { SuccessCriterion } from '#shared/model/matrix-run.ts';
import { FormField } from '../../components/form-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './set-up.module.css';

const none: SuccessCriterion = { statuses: null, header: null, bodyContains: null };

/** How being let in is recognised: learnt from the good client, or said. */
export function SuccessForm() {
  const success = useWorkbench((state) => state.matrix.order.success);
  const { patchOrder } = useActions();
  const change = (part: Partial<SuccessCriterion>) =>
    patchOrder({ success: { ...(success ?? none), ...part } });
  return (
    <div className={classes.line}>
      <span>Being let in looks like</span>
      <div>
        <Segmented
          label="Being let in looks like"
          value={success === null ? 'learnt' : 'said'}
          choices={[
            { value: 'learnt', text: 'what the good client gets' },
            { value: 'said', text: 'this' },
          ]}
          onChange={(how) =>
            patchOrder({ success: how === 'learnt' ? null : { ...none, statuses: [200] } })
          }
        />
      </div>
      {success !== null && (
        <div className={classes.pair}>
          <Statuses success={success} onChange={change} />
          <FormField
            label="Text in the body"
            value={success.bodyContains ?? ''}
            problem={null}
            placeholder="any"
            onChange={(text) => change({ bodyContains: text === '' ? null : text })}
          />
        </div>
      )}
    </div>
  );
}

function Statuses(props: {
  readonly success: SuccessCriterion;
  readonly onChange: (part: Partial<SuccessCriterion>) => void;
}) {
  const [text, setText] = useState(() => props.success.statuses?.join(', ') ?? '');
  const isList = /^\s*(?:\d{3}(?:[\s,]+\d{3})*)?\s*$/.test(text);
  return (
    <FormField
      label="HTTP statuses"
      face="mono"
      value={text}
      problem={isList ? null : 'A list such as 200, 204.'}
      placeholder="any"
      onChange={(next) => {
        setText(next);
        const statuses = next.match(/\d{3}/g)?.map(Number) ?? null;
        props.onChange({ statuses });
      }}
    />
  );
}

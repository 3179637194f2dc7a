import { CircleAlert } from 'lucide-react';
import type { StepFact } from '#shared/flow/steps/step-reading.ts';
import type { ByteRange, FieldNode } from '#shared/model/inspection.ts';
import { FieldList } from '../../components/field-list.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import classes from './details-tab.module.css';

/** The facts of the selected step, and its message field by field. */
export function DetailsTab(props: {
  readonly facts: readonly StepFact[];
  readonly inspection: InspectionState;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { facts, inspection } = props;
  return (
    <>
      <FieldList fields={facts.map(asField)} onRange={null} />
      {inspection.state === 'failed' && (
        <p className={classes.problem}>
          <CircleAlert size={14} aria-hidden="true" />
          {inspection.message}
        </p>
      )}
      {inspection.state === 'done' && (
        <>
          <h4 className={classes.title}>{inspection.object.title}</h4>
          {inspection.object.problem !== null && (
            <p className={classes.problem}>
              <CircleAlert size={14} aria-hidden="true" />
              <span>
                {inspection.object.problem.message} (byte {inspection.object.problem.offset}
                {inspection.object.problem.path === '' ? '' : `, ${inspection.object.problem.path}`}
                )
              </span>
            </p>
          )}
          <FindingList findings={inspection.object.findings} />
          <FieldList fields={inspection.object.fields} onRange={props.onRange} />
        </>
      )}
    </>
  );
}

function asField({ label, value, face }: StepFact): FieldNode {
  return { label, value, face, range: null, children: [] };
}

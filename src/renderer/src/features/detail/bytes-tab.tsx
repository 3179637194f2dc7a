import { Binary } from 'lucide-react';
import { findMessageStep } from '#shared/flow/find-message.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { ByteRange } from '#shared/model/inspection.ts';
import { Button } from '../../components/button.tsx';
import { ByteInspector } from '../../components/byte-inspector.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { useActions } from '../../store/workbench-context.tsx';

/** The tree and the bytes of the message of the selected step. */
export function BytesTab(props: {
  readonly flow: Flow;
  readonly inspection: InspectionState;
  readonly range: ByteRange | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { inspection } = props;
  switch (inspection.state) {
    case 'idle':
      return <NoMessage flow={props.flow} />;
    case 'running':
      return null;
    case 'failed':
      return (
        <EmptyState size="small" icon={Binary} title="Cannot be read" text={inspection.message} />
      );
    case 'done':
      return (
        <ByteInspector
          name="message-bytes"
          object={inspection.object}
          range={props.range}
          onRange={props.onRange}
        />
      );
  }
}

function NoMessage({ flow }: { readonly flow: Flow }) {
  const { selectEvent } = useActions();
  const target = findMessageStep(flow);
  return (
    <EmptyState
      size="small"
      icon={Binary}
      title="This step carries no message"
      text="Certificate, request and response have bytes to look into."
      action={
        target === null ? null : (
          <Button onPress={() => selectEvent(target.eventIndex)}>Show the {target.what}</Button>
        )
      }
    />
  );
}

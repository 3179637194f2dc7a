import { EyeOff } from 'lucide-react';
import type { ByteRange, InspectedObject } from '#shared/model/inspection.ts';
import { ByteInspector } from '../../components/byte-inspector.tsx';
import { EmptyState } from '../../components/empty-state.tsx';

/** The ASN.1 and the octets of an object, as far as they are shown. */
export function ObjectBytes(props: {
  readonly name: string;
  readonly orientation: 'vertical' | 'horizontal';
  readonly object: InspectedObject;
  readonly range: ByteRange | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { object } = props;
  if (object.bytes.length > 0) return <ByteInspector {...props} />;
  return (
    <EmptyState
      size="small"
      icon={EyeOff}
      title="No octets are shown"
      text={
        object.kind === 'private-key'
          ? 'The octets of a private key are not shown.'
          : 'There are none, or an open private key is among them.'
      }
    />
  );
}

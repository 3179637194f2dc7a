import { Panel } from 'react-resizable-panels';
import type { ByteRange, InspectedObject } from '#shared/model/inspection.ts';
import { rangeAtOffset } from './asn1-lines.ts';
import { Asn1Tree } from './asn1-tree.tsx';
import classes from './byte-inspector.module.css';
import { HexView } from './hex-view.tsx';
import { PaneGroup, PaneLine } from './pane-group.tsx';

/** The ASN.1 tree above the bytes of an object: what is chosen in one is shown in the other. */
export function ByteInspector(props: {
  readonly name: string;
  /** `vertical` where they stand in a narrow pane. */
  readonly orientation?: 'vertical' | 'horizontal';
  readonly object: InspectedObject;
  readonly range: ByteRange | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { object, range, onRange, orientation = 'vertical' } = props;
  const { asn1, bytes } = object;
  const pick = (offset: number) =>
    onRange((asn1 === null ? null : rangeAtOffset(asn1, offset)) ?? { offset, length: 1 });
  if (asn1 === null) return <HexView bytes={bytes} range={range} onPick={pick} />;
  return (
    <PaneGroup name={props.name} orientation={orientation} panels={['tree', 'hex']}>
      <Panel id="tree" minSize={60} className={classes.panel ?? ''}>
        <Asn1Tree root={asn1} range={range} onSelect={onRange} />
      </Panel>
      <PaneLine label="Resize the tree" />
      <Panel id="hex" minSize={60} defaultSize="42%" className={classes.panel ?? ''}>
        <HexView bytes={bytes} range={range} onPick={pick} />
      </Panel>
    </PaneGroup>
  );
}

import { useRef } from 'react';
import { Panel } from 'react-resizable-panels';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { ByteRange, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { Button } from '../../components/button.tsx';
import { bytesWords, FieldList } from '../../components/field-list.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { ValidityBar } from '../../components/validity-bar.tsx';
import { cardsOf } from './field-cards.ts';
import classes from './fields-tab.module.css';
import { FindingSummary } from './finding-summary.tsx';
import { ObjectBytes } from './object-bytes.tsx';

/**
 * What an object says, in words, as people look for it; then what is worth knowing about it, which a line above leads
 * to. Beside it the octets of what is chosen.
 */
export function FieldsTab(props: {
  /** null for what is no certificate. */
  readonly certificate: LoadedCertificate | null;
  readonly object: InspectedObject;
  readonly range: ByteRange | null;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { certificate, object, range, onRange } = props;
  const findings = useRef<HTMLElement>(null);
  return (
    <PaneGroup name="object-fields" orientation="horizontal" panels={['words', 'octets']}>
      <Panel id="words" minSize={280}>
        <div className={classes.words}>
          {certificate !== null && (
            <ValidityBar
              notBefore={certificate.summary.notBefore}
              notAfter={certificate.summary.notAfter}
            />
          )}
          {object.problem !== null && <Stopped problem={object.problem} onRange={onRange} />}
          {object.findings.length > 0 && (
            <FindingSummary
              findings={object.findings}
              onPress={() => {
                findings.current?.scrollIntoView({ block: 'start' });
                findings.current?.focus({ preventScroll: true });
              }}
            />
          )}
          <FieldCards fields={object.fields} onRange={onRange} />
          {object.findings.length > 0 && (
            <section ref={findings} tabIndex={-1} className={classes.card}>
              <h3>Findings</h3>
              <FindingList findings={object.findings} />
            </section>
          )}
        </div>
      </Panel>
      <PaneLine label="Resize the bytes" />
      <Panel id="octets" defaultSize={400} minSize={240} className={classes.octets ?? ''}>
        <ObjectBytes
          name="certificate-bytes"
          orientation="vertical"
          object={object}
          range={range}
          onRange={onRange}
        />
      </Panel>
    </PaneGroup>
  );
}

/** Where decoding stopped. */
function Stopped(props: {
  readonly problem: NonNullable<InspectedObject['problem']>;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { message, offset, path, code } = props.problem;
  return (
    <section className={classes.stopped} role="status">
      <p>{message}</p>
      {code === 'malformed' && (
        <p className={classes.place}>
          <code>
            octet {offset}
            {path !== '' && `, ${path}`}
          </code>
          <Button kind="quiet" onPress={() => props.onRange({ offset, length: 1 })}>
            Show the octet
          </Button>
        </p>
      )}
    </section>
  );
}

/** The fields in their order: each group on a card, and what stands between groups on one of its own. */
function FieldCards(props: {
  readonly fields: readonly FieldNode[];
  readonly onRange: (range: ByteRange) => void;
}) {
  const { fields, onRange } = props;
  return cardsOf(fields).map((card, index) => (
    // Cards have no identity but their place; two groups may have one label.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <section key={index} className={classes.card}>
      {card.group === null ? (
        <h3>{card.title}</h3>
      ) : (
        <h3>
          <GroupLabel group={card.group} onRange={onRange} />
          {card.group.value !== null && <span>{card.group.value}</span>}
        </h3>
      )}
      <FieldList fields={card.fields} onRange={onRange} />
    </section>
  ));
}

function GroupLabel(props: {
  readonly group: FieldNode;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { label, range } = props.group;
  if (range === null) return label;
  return (
    <button
      type="button"
      className={classes.link}
      title={bytesWords(range)}
      onClick={() => props.onRange(range)}
    >
      {label}
    </button>
  );
}

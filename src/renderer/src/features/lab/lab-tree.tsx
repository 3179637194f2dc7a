import { useMemo } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { LabCertificate } from '#shared/model/lab.ts';
import { labState } from '#shared/wording/lab-certificate.ts';
import { useActions, useNow } from '../../store/workbench-context.tsx';
import { arrangeLab } from './arrange-lab.ts';
import classes from './lab-tree.module.css';

/** The lab's certificates by what they are for, each under its issuer and marked by how it stands. */
export function LabTree(props: {
  readonly certificates: readonly LabCertificate[];
  readonly shown: string;
}) {
  const { certificates, shown } = props;
  const { showLabCertificate } = useActions();
  const groups = useMemo(() => arrangeLab(certificates), [certificates]);
  const now = useNow(60_000);
  return (
    <ListBox
      aria-label="Certificates of the lab"
      className={classes.tree ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={(keys) => {
        const [first] = keys;
        if (typeof first === 'string') showLabCertificate(first);
      }}
    >
      {groups.map(({ title, lines }) => (
        <ListBoxSection key={title} id={`group:${title}`} className={classes.section ?? ''}>
          <Header className={classes.title ?? ''}>{title}</Header>
          {lines.map(({ certificate, depth }) => (
            <Line key={certificate.id} certificate={certificate} depth={depth} now={now} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

function Line(props: {
  readonly certificate: LabCertificate;
  readonly depth: number;
  readonly now: number;
}) {
  const { certificate, depth, now } = props;
  const state = labState(certificate, now);
  const isTold = certificate.status !== null || state.tone === 'revoked';
  return (
    <ListBoxItem id={certificate.id} textValue={certificate.name} className={classes.line ?? ''}>
      <span className={classes.indent} style={{ width: depth * 12 }} />
      <span className={classes.dot} data-tone={state.tone} />
      <span className={classes.name}>{certificate.name}</span>
      {certificate.behaviour !== null && <span className={classes.own}>own</span>}
      {isTold && state.tone !== 'good' && (
        <span className={classes.state} data-tone={state.tone}>
          {shortState(state.words)}
        </span>
      )}
    </ListBoxItem>
  );
}

/** The reason of a revocation is for the detail. */
function shortState(words: string): string {
  return words.split(',')[0] ?? words;
}

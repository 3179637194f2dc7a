import { Trash2 } from 'lucide-react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { useActions, useNow } from '../../store/workbench-context.tsx';
import classes from './certificate-list.module.css';
import type { CertificateGroup, CertificateLine } from './certificate-tree.ts';

/** The loaded certificates by origin, each origin as chains. */
export function CertificateList(props: {
  readonly groups: readonly CertificateGroup[];
  readonly shown: string;
}) {
  const { groups, shown } = props;
  const { showCertificate, removeCertificates } = useActions();
  const now = useNow(60_000);
  return (
    // The list itself takes no key handler; what it does not use comes up to here.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes.pane}
      onKeyDown={(event) => {
        if (event.key === 'Delete' || event.key === 'Backspace') void removeCertificates([shown]);
      }}
    >
      <ListBox
        aria-label="Loaded certificates"
        className={classes.list ?? ''}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[shown]}
        onSelectionChange={(keys) => {
          const [first] = keys;
          if (typeof first === 'string') showCertificate(first);
        }}
      >
        {groups.map((group) => (
          <ListBoxSection
            key={group.origin}
            id={`origin:${group.origin}`}
            className={classes.section ?? ''}
          >
            <Header className={classes.origin ?? ''}>{group.origin}</Header>
            {group.lines.map((line) => (
              <Item key={line.certificate.summary.fingerprint} line={line} now={now} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
      <footer className={classes.foot}>
        <IconButton
          icon={Trash2}
          label="Remove this certificate"
          keys="Del"
          size="small"
          onPress={() => void removeCertificates([shown])}
        />
      </footer>
    </div>
  );
}

function Item({ line, now }: { readonly line: CertificateLine; readonly now: number }) {
  const { summary } = line.certificate;
  const state = validity(line.certificate, now);
  return (
    <ListBoxItem id={summary.fingerprint} textValue={summary.label} className={classes.item ?? ''}>
      <span className={classes.dot} data-state={state} style={{ marginLeft: line.depth * 14 }} />
      <span className={classes.name}>{summary.label}</span>
      <span className={cx(classes.role, state !== 'valid' && classes.invalid)}>
        {state === 'valid' ? roleOf(line.certificate) : state}
      </span>
    </ListBoxItem>
  );
}

function validity(
  { summary }: LoadedCertificate,
  now: number,
): 'valid' | 'expired' | 'not yet valid' {
  if (now > summary.notAfter) return 'expired';
  return now < summary.notBefore ? 'not yet valid' : 'valid';
}

/** What a certificate is for, in a word. */
export function roleOf({ summary }: LoadedCertificate): string {
  if (summary.isCa) return summary.isSelfIssued ? 'root' : 'CA';
  const usage = summary.extendedKeyUsage.join(' ');
  if (/OCSPSigning/i.test(usage)) return 'OCSP signing';
  if (/clientAuth/i.test(usage)) return /serverAuth/i.test(usage) ? 'client, server' : 'client';
  return /serverAuth/i.test(usage) ? 'server' : 'end entity';
}

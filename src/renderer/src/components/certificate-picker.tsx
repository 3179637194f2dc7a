import { ChevronDown, FileBadge } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, ComboBox, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import classes from './certificate-picker.module.css';
import { ComboInput } from './combo-input.tsx';
import { offeredCertificates } from './offered-certificates.ts';

/** Chooses one of the loaded certificates by writing a part of its name, or from the list. */
export function CertificatePicker(props: {
  readonly label: string;
  readonly certificates: readonly LoadedCertificate[];
  readonly chosen: string | null;
  readonly placeholder: string;
  readonly onChoose: (fingerprint: string) => void;
}) {
  const [text, setText] = useState('');
  const offered = useMemo(
    () => offeredCertificates(props.certificates, text, props.chosen),
    [props.certificates, props.chosen, text],
  );
  return (
    <ComboBox
      aria-label={props.label}
      className={classes.picker ?? ''}
      defaultItems={offered.map((certificate) => ({
        id: certificate.summary.fingerprint,
        certificate,
      }))}
      selectedKey={props.chosen}
      onInputChange={setText}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key !== null) props.onChoose(String(key));
      }}
    >
      <div className={classes.field}>
        <FileBadge size={14} aria-hidden="true" />
        <ComboInput className={classes.input ?? ''} placeholder={props.placeholder} />
        <Button className={classes.open ?? ''}>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </div>
      <Popover className={classes.popover ?? ''} offset={4}>
        <ListBox<{ id: string; certificate: LoadedCertificate }> className={classes.list ?? ''}>
          {({ certificate }) => <CertificateItem certificate={certificate} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function CertificateItem({ certificate }: { readonly certificate: LoadedCertificate }) {
  const { summary, origin } = certificate;
  return (
    <ListBoxItem id={summary.fingerprint} textValue={summary.label} className={classes.item ?? ''}>
      <Text slot="label" className={classes.name ?? ''}>
        {summary.label}
      </Text>
      <Text slot="description" className={classes.facts ?? ''}>
        {summary.isCa ? 'CA' : toReadableSerial(summary.serialNumber)} · {origin}
      </Text>
    </ListBoxItem>
  );
}

import { ChevronDown, FileBadge, UserRound, UserX } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Button,
  ComboBox,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Text,
} from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { LabCertificate } from '#shared/model/lab.ts';
import { labState } from '#shared/wording/lab-certificate.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import picker from '../../components/certificate-picker.module.css';
import { cx } from '../../components/class-names.ts';
import { ComboInput } from '../../components/combo-input.tsx';
import { offeredCertificates } from '../../components/offered-certificates.ts';
import {
  isPresentable,
  selectCheckedCertificate,
  selectPresentedClient,
  selectPresentedKind,
} from '../../store/selectors.ts';
import { useActions, useNow, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './presented-picker.module.css';

const labPrefix = 'lab:';
const loadedPrefix = 'loaded:';
const noCertificate = 'no-certificate';

/** One list of all that can be presented or checked; what is chosen decides what the button beside it does. */
export function PresentedPicker() {
  const lab = useWorkbench((state) => state.lab);
  const certificates = useWorkbench((state) => state.certificates);
  const chosen = useChosenKey();
  const kind = useWorkbench(selectPresentedKind);
  const { choosePresented, chooseCertificate } = useActions();
  const [text, setText] = useState('');
  const checked = useWorkbench((state) => state.checkTarget.fingerprint);
  const offered = useMemo(
    () => offeredCertificates(certificates, text, checked),
    [certificates, text, checked],
  );
  const clients = lab?.certificates.filter(isPresentable) ?? [];
  const choose = (key: string) => {
    if (key === noCertificate) choosePresented({ kind: 'no-certificate' });
    else if (key.startsWith(labPrefix)) {
      choosePresented({ kind: 'lab-client', id: key.slice(labPrefix.length) });
    } else chooseCertificate(key.slice(loadedPrefix.length));
  };
  const Icon = kind === 'lab-client' ? UserRound : kind === 'no-certificate' ? UserX : FileBadge;
  return (
    <ComboBox
      // A combobox keeps the text of its first items: it starts anew when the list changes.
      key={`${clients.length}/${certificates.length}`}
      aria-label="Certificate to check or present"
      className={picker.picker ?? ''}
      selectedKey={chosen}
      onInputChange={setText}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key !== null && key !== chosen) choose(String(key));
      }}
    >
      <div className={picker.field}>
        <Icon size={14} aria-hidden="true" />
        <ComboInput
          className={picker.input ?? ''}
          placeholder={kind === 'nothing' ? 'none loaded' : 'choose one'}
        />
        <Button className={picker.open ?? ''}>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </div>
      <Popover className={cx(picker.popover, classes.popover)} offset={4}>
        <ListBox className={cx(picker.list, classes.list)}>
          {lab !== null && (
            <ListBoxSection id="lab" className={classes.section ?? ''}>
              <Header className={classes.header ?? ''}>
                Lab clients <span>authenticate at the mTLS server</span>
              </Header>
              {clients.map((client) => (
                <ClientItem key={client.id} client={client} />
              ))}
              <ListBoxItem
                id={noCertificate}
                textValue="No certificate"
                className={cx(picker.item, classes.item)}
              >
                <span className={classes.dot} data-tone="none" />
                <Text slot="label" className={picker.name ?? ''}>
                  No certificate
                </Text>
                <Text slot="description" className={picker.facts ?? ''}>
                  a client that presents nothing
                </Text>
              </ListBoxItem>
            </ListBoxSection>
          )}
          {certificates.length > 0 && (
            <ListBoxSection id="loaded" className={classes.section ?? ''}>
              <Header className={classes.header ?? ''}>
                Loaded certificates{' '}
                <span>
                  {offered.length < certificates.length
                    ? `write to find more than ${offered.length.toLocaleString('en')}`
                    : 'check revocation'}
                </span>
              </Header>
              {offered.map((certificate) => (
                <LoadedItem key={certificate.summary.fingerprint} certificate={certificate} />
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** The chosen item's key; null for nothing. */
function useChosenKey(): string | null {
  const kind = useWorkbench(selectPresentedKind);
  const client = useWorkbench(selectPresentedClient);
  const certificate = useWorkbench(selectCheckedCertificate);
  switch (kind) {
    case 'no-certificate':
      return noCertificate;
    case 'lab-client':
      return client === null ? null : `${labPrefix}${client.id}`;
    case 'loaded':
      return certificate === null ? null : `${loadedPrefix}${certificate.summary.fingerprint}`;
    case 'nothing':
      return null;
  }
}

function ClientItem({ client }: { readonly client: LabCertificate }) {
  const now = useNow(60_000);
  const state = labState(client, now);
  return (
    <ListBoxItem
      id={`${labPrefix}${client.id}`}
      textValue={client.name}
      className={cx(picker.item, classes.item)}
    >
      <span className={classes.dot} data-tone={state.tone} />
      <Text slot="label" className={picker.name ?? ''}>
        {client.name}
      </Text>
      <Text slot="description" className={picker.facts ?? ''}>
        {state.words} · {client.purpose}
      </Text>
    </ListBoxItem>
  );
}

function LoadedItem({ certificate }: { readonly certificate: LoadedCertificate }) {
  const { summary, origin } = certificate;
  return (
    <ListBoxItem
      id={`${loadedPrefix}${summary.fingerprint}`}
      textValue={summary.label}
      className={cx(picker.item, classes.item)}
    >
      <FileBadge className={classes.icon ?? ''} size={12} aria-hidden="true" />
      <Text slot="label" className={picker.name ?? ''}>
        {summary.label}
      </Text>
      <Text slot="description" className={picker.facts ?? ''}>
        {summary.isCa ? 'CA' : toReadableSerial(summary.serialNumber)} · {origin}
      </Text>
    </ListBoxItem>
  );
}

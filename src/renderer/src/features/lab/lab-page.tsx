import { Ellipsis, FlaskConical, UserRoundPlus } from 'lucide-react';
import { Panel } from 'react-resizable-panels';
import type { LabView } from '#shared/model/lab.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { findLabCertificate } from '../../store/selectors.ts';
import { useActions, useNow, useWorkbench } from '../../store/workbench-context.tsx';
import { ExchangeLog } from './exchange-log.tsx';
import { LabCertificateDetail } from './lab-certificate-detail.tsx';
import classes from './lab-page.module.css';
import { LabTree } from './lab-tree.tsx';
import { ResponderPanel } from './responder-panel.tsx';

/** The lab's certificate authority: its certificates, its responder, and what that answered. */
export function LabPage({ sides }: { readonly sides: React.ReactNode }) {
  const lab = useWorkbench((state) => state.lab);
  const { setLabDialog } = useActions();
  return (
    <section className={classes.page} aria-label="Lab">
      <header className={classes.head}>
        <h1>Lab</h1>
        {sides}
        <Figures lab={lab} />
        <Button
          icon={UserRoundPlus}
          isDisabled={lab === null}
          onPress={() => setLabDialog({ kind: 'issue' })}
        >
          Issue client…
        </Button>
        <LabMenu />
      </header>
      {lab === null ? <NoLab /> : <Founded lab={lab} />}
    </section>
  );
}

function Figures({ lab }: { readonly lab: LabView | null }) {
  const now = useNow(60_000);
  if (lab === null) return <p className={classes.figures} />;
  const age = toReadableSpan(Math.max(60_000, now - lab.createdAt));
  return (
    <p className={classes.figures}>
      {lab.certificates.length} certificates · CA with{' '}
      {lab.keyType === 'p256' ? 'ECDSA P-256' : 'RSA 2048'} · founded {age} ago
    </p>
  );
}

function LabMenu() {
  const { exportLabCertificate, setLabDialog, takeLabCertificates } = useActions();
  const root = useWorkbench(
    (state) => state.lab?.certificates.find(({ role }) => role === 'root-ca') ?? null,
  );
  return (
    <MenuButton label="Lab" trigger={<IconButton icon={Ellipsis} label="More about the lab" />}>
      {root !== null && (
        <MenuItem
          text="Export the root certificate…"
          detail="for browsers and servers that shall trust the lab"
          onAction={() => void exportLabCertificate(root.id, { as: 'certificate' })}
        />
      )}
      {root !== null && (
        <MenuItem
          text="Take the root into Certificates"
          onAction={() => void takeLabCertificates([root.id])}
        />
      )}
      <MenuLine />
      <MenuItem
        text="Reset the lab…"
        detail="new CA, new keys, all certificates issued anew"
        tone="danger"
        onAction={() => setLabDialog({ kind: 'reset' })}
      />
    </MenuButton>
  );
}

function NoLab() {
  const { startLab } = useActions();
  return (
    <EmptyState
      icon={FlaskConical}
      title="The lab is not started"
      text="A certificate authority of its own, an OCSP responder that can be made to misbehave, and clients for each case: all on this machine."
      action={
        <Button kind="primary" icon={FlaskConical} onPress={() => void startLab()}>
          Start the lab
        </Button>
      }
    />
  );
}

function Founded({ lab }: { readonly lab: LabView }) {
  const shown = useWorkbench((state) => findLabCertificate(state, state.shownLabCertificate));
  const certificate =
    shown ?? lab.certificates.find(({ role }) => role === 'client') ?? lab.certificates[0] ?? null;
  return (
    <div className={classes.body}>
      <PaneGroup name="lab-rows" orientation="vertical" panels={['work', 'log']}>
        <Panel id="work" minSize={220}>
          <PaneGroup
            name="lab-columns"
            orientation="horizontal"
            panels={['tree', 'detail', 'responder']}
          >
            <Panel id="tree" defaultSize="18.5%" minSize={190}>
              <LabTree certificates={lab.certificates} shown={certificate?.id ?? ''} />
            </Panel>
            <PaneLine label="Resize the tree" />
            <Panel id="detail" minSize={300}>
              {certificate !== null && (
                <LabCertificateDetail key={certificate.id} certificate={certificate} />
              )}
            </Panel>
            <PaneLine label="Resize the responder" />
            <Panel id="responder" defaultSize="28.5%" minSize={290}>
              <ResponderPanel lab={lab} />
            </Panel>
          </PaneGroup>
        </Panel>
        <PaneLine label="Resize the log" />
        <Panel id="log" defaultSize={logHeight()} minSize={40}>
          <ExchangeLog />
        </Panel>
      </PaneGroup>
    </div>
  );
}

/** Five lines of the log where the window is high enough, else two. */
function logHeight(): number {
  return window.innerHeight < 760 ? 112 : 190;
}

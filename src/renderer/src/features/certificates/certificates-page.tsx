import { ClipboardPaste, FileBadge, FolderOpen } from 'lucide-react';
import { useMemo } from 'react';
import { Panel } from 'react-resizable-panels';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { findCertificate, selectCheckedCertificate } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CertificateList } from './certificate-list.tsx';
import { groupCertificates } from './certificate-tree.ts';
import classes from './certificates-page.module.css';
import { ObjectView } from './object-view.tsx';

/** The loaded certificates: by origin on the left, in words in the middle, as bytes on the right. */
export function CertificatesPage() {
  const certificates = useWorkbench((state) => state.certificates);
  const { openDialog, setPasteDialog } = useActions();
  const groups = useMemo(() => groupCertificates(certificates), [certificates]);
  const shown = useWorkbench((state) => findCertificate(state, state.shownCertificate));
  const checked = useWorkbench(selectCheckedCertificate);
  const certificate = shown ?? checked ?? groups[0]?.lines[0]?.certificate ?? null;
  return (
    <section className={classes.page} aria-label="Certificates">
      <header className={classes.head}>
        <h1>Certificates</h1>
        <p className={classes.figures}>{figures(certificates.length, groups.length)}</p>
        <Button icon={FolderOpen} onPress={() => void openDialog()}>
          Open…
        </Button>
        <Button icon={ClipboardPaste} onPress={() => setPasteDialog('open')}>
          Paste…
        </Button>
      </header>
      {certificate === null ? (
        <EmptyState
          icon={FileBadge}
          title="No certificates are loaded"
          text="Open PEM or DER files, paste a PEM block, or drop files anywhere on the window."
          action={
            <Button kind="primary" icon={FolderOpen} onPress={() => void openDialog()}>
              Open certificates…
            </Button>
          }
        />
      ) : (
        <Loaded certificate={certificate} groups={groups} />
      )}
    </section>
  );
}

function figures(certificates: number, origins: number): string {
  if (certificates === 0) return '';
  const count = certificates === 1 ? '1 certificate' : `${certificates} certificates`;
  return `${count} from ${origins === 1 ? '1 origin' : `${origins} origins`}`;
}

function Loaded(props: {
  readonly certificate: LoadedCertificate;
  readonly groups: ReturnType<typeof groupCertificates>;
}) {
  const { certificate, groups } = props;
  return (
    <div className={classes.body}>
      <PaneGroup name="objects" orientation="horizontal" panels={['list', 'object']}>
        <Panel id="list" defaultSize={280} minSize={180}>
          <CertificateList groups={groups} shown={certificate.summary.fingerprint} />
        </Panel>
        <PaneLine label="Resize the list" />
        <Panel id="object" minSize={420}>
          <ObjectView certificate={certificate} />
        </Panel>
      </PaneGroup>
    </div>
  );
}

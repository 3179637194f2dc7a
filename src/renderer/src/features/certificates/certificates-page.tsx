import { ClipboardPaste, FileBadge, FolderOpen, FolderTree, Globe } from 'lucide-react';
import { useMemo } from 'react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './certificates-page.module.css';
import { ObjectList } from './object-list.tsx';
import { groupObjects } from './object-tree.ts';
import { ObjectView } from './object-view.tsx';
import { useShownObject } from './shown-object.ts';

/** All that is open: by origin on the left, the one that is shown beside it. */
export function CertificatesPage() {
  const certificates = useWorkbench((state) => state.certificates);
  const objects = useWorkbench((state) => state.objects);
  const { openDialog, openFolder, setPasteDialog, setServerDialog } = useActions();
  const groups = useMemo(() => groupObjects(certificates, objects), [certificates, objects]);
  const shown = useShownObject(groups);
  return (
    <section className={classes.page} aria-label="Certificates">
      <header className={classes.head}>
        <h1>Certificates</h1>
        <p className={classes.figures}>{figures(certificates.length, objects.length)}</p>
        <Button icon={FolderOpen} onPress={() => void openDialog()}>
          Open…
        </Button>
        <Button icon={FolderTree} onPress={() => void openFolder()}>
          Folder…
        </Button>
        <Button icon={ClipboardPaste} onPress={() => setPasteDialog('open')}>
          Paste…
        </Button>
        <Button icon={Globe} onPress={() => setServerDialog('open')}>
          Server…
        </Button>
      </header>
      {shown === null ? (
        <EmptyState
          icon={FileBadge}
          title="Nothing is open"
          text="Open certificates, requests, CRLs, keys, PKCS#7, PKCS#12 or key stores; paste PEM; or drop files anywhere on the window. Nothing leaves this machine."
          action={
            <Button kind="primary" icon={FolderOpen} onPress={() => void openDialog()}>
              Open…
            </Button>
          }
        />
      ) : (
        <div className={classes.body}>
          <PaneGroup name="objects" orientation="horizontal" panels={['list', 'object']}>
            <Panel id="list" defaultSize={280} minSize={180}>
              <ObjectList groups={groups} shown={shown.id} />
            </Panel>
            <PaneLine label="Resize the list" />
            <Panel id="object" minSize={420}>
              <ObjectView shown={shown} />
            </Panel>
          </PaneGroup>
        </div>
      )}
    </section>
  );
}

function figures(certificates: number, objects: number): string {
  const count = (of: number, noun: string) =>
    `${of.toLocaleString('en')} ${of === 1 ? noun : `${noun}s`}`;
  const parts = [
    certificates > 0 ? count(certificates, 'certificate') : null,
    objects > 0 ? count(objects, 'other object') : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

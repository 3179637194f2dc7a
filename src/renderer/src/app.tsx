import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import classes from './app.module.css';
import { CachePage } from './features/cache/cache-page.tsx';
import { CertificatesPage } from './features/certificates/certificates-page.tsx';
import { CompareObjectsDialog } from './features/certificates/compare-objects-dialog.tsx';
import { DropOverlay } from './features/certificates/drop-overlay.tsx';
import { OpeningStrip } from './features/certificates/opening-strip.tsx';
import { PasteDialog } from './features/certificates/paste-dialog.tsx';
import { PresentDialog } from './features/certificates/present-dialog.tsx';
import { ProblemPanel } from './features/certificates/problem-panel.tsx';
import { ServerDialog } from './features/certificates/server-dialog.tsx';
import { UnlockDialog } from './features/certificates/unlock-dialog.tsx';
import { ConfigurationDialog } from './features/configurations/configuration-dialog.tsx';
import { ExposureDialog } from './features/exposure/exposure-dialog.tsx';
import { CompareDialog } from './features/flow-list/compare-dialog.tsx';
import { RetentionDialog } from './features/flow-list/retention-dialog.tsx';
import { ClockDialog } from './features/frame/clock-dialog.tsx';
import { Footer } from './features/frame/footer.tsx';
import { Header } from './features/frame/header.tsx';
import { HelpDialog } from './features/frame/help-dialog.tsx';
import { Rail } from './features/frame/rail.tsx';
import { useShortcuts } from './features/frame/use-shortcuts.ts';
import { JudgesDialog } from './features/judges/judges-dialog.tsx';
import { LabDialogs } from './features/lab/lab-dialogs.tsx';
import { ResponderChip } from './features/lab/responder-chip.tsx';
import { MtlsChip } from './features/mtls/mtls-chip.tsx';
import { CommandPalette } from './features/palette/command-palette.tsx';
import { SetUpDialog } from './features/policy/set-up-dialog.tsx';
import { TimelineDialog } from './features/timeline/timeline-dialog.tsx';
import { WhatIfDialog } from './features/what-if/what-if-dialog.tsx';
import { FlowsScreen } from './screens/flows-screen.tsx';
import { LabScreen } from './screens/lab-screen.tsx';
import { Presentation } from './screens/presentation.tsx';
import { ServersScreen } from './screens/servers-screen.tsx';
import type { Workbench } from './store/create-store.ts';
import { useWorkbench, WorkbenchProvider } from './store/workbench-context.tsx';

/** The whole window. */
export function App({ workbench }: { readonly workbench: Workbench }) {
  return (
    <I18nProvider locale="en-GB">
      <WorkbenchProvider workbench={workbench}>
        <Window />
      </WorkbenchProvider>
    </I18nProvider>
  );
}

function Window() {
  const view = useWorkbench((state) => state.view);
  useTheme();
  useShortcuts();
  return (
    <>
      {view === 'presentation' ? <Presentation /> : <Frame />}
      <DropOverlay />
      <CommandPalette />
      <PasteDialog />
      <UnlockDialog />
      <PresentDialog />
      <ServerDialog />
      <ClockDialog />
      <RetentionDialog />
      <HelpDialog />
      <SetUpDialog />
      <ConfigurationDialog />
      <JudgesDialog />
      <TimelineDialog />
      <ExposureDialog />
      <WhatIfDialog />
      <CompareDialog />
      <CompareObjectsDialog />
      <LabDialogs />
      <Announcer />
    </>
  );
}

function Frame() {
  return (
    <div className={classes.frame}>
      <Header
        servers={
          <>
            <MtlsChip />
            <ResponderChip />
          </>
        }
      />
      <Rail />
      <main className={classes.content}>
        <OpeningStrip />
        <ProblemPanel />
        <div className={classes.screen}>
          <CurrentScreen />
        </div>
      </main>
      <Footer />
    </div>
  );
}

function CurrentScreen() {
  const screen = useWorkbench((state) => state.screen);
  switch (screen) {
    case 'flows':
      return <FlowsScreen />;
    case 'certificates':
      return <CertificatesPage />;
    case 'lab':
      return <LabScreen />;
    case 'cache':
      return <CachePage />;
    case 'servers':
      return <ServersScreen />;
  }
}

/** Says to screen readers what has no place of its own in the window. */
function Announcer() {
  const announcement = useWorkbench((state) => state.announcement);
  return (
    <p className={classes.announcer} role="status">
      {announcement}
    </p>
  );
}

function useTheme(): void {
  const theme = useWorkbench((state) => state.settings.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}

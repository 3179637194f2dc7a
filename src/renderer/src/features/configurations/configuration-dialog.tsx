import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { ExportConfiguration } from './export-configuration.tsx';
import { ImportConfiguration } from './import-configuration.tsx';

/** Configurations of other servers: the policy that one means, or the policy in force as one. */
export function ConfigurationDialog() {
  const kind = useWorkbench((state) => state.configurationDialog);
  const { setConfigurationDialog } = useActions();
  return (
    <ModalDialog
      title={
        kind === 'export' ? 'The policy as a server’s configuration' : 'A server’s configuration'
      }
      isOpen={kind !== 'closed'}
      onClose={() => setConfigurationDialog('closed')}
      width={860}
    >
      {kind === 'export' ? <ExportConfiguration /> : <ImportConfiguration />}
    </ModalDialog>
  );
}

import { describeIpcError } from '#shared/ipc/error.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ExportedSettings,
  ImportedSettings,
  ProductId,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { ask, callSafely, type Scope } from './scope.ts';
import type { WorkbenchState } from './state.ts';

export type ConfigurationActions = ReturnType<typeof createConfigurationActions>;

/** What a person does with configurations of other servers. */
export function createConfigurationActions(scope: Scope) {
  return {
    setConfigurationDialog: (configurationDialog: WorkbenchState['configurationDialog']) =>
      scope.store.setState({ configurationDialog }),
    async chooseConfiguration(): Promise<readonly SettingsFile[] | null> {
      const title = 'The configuration was not read';
      const answer = await ask(scope, title, 'configuration:choose-files', null);
      return answer?.value ?? null;
    },
    /** The policy that a configuration means, or in one sentence why that cannot be told. */
    async readConfiguration(question: {
      readonly files: readonly SettingsFile[];
      readonly product: ProductId | null;
      readonly server: string | null;
    }): Promise<Result<ImportedSettings, string>> {
      const result = await callSafely(scope, 'configuration:read-files', question);
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    /** The policy in force in the words of a product. */
    async writeConfiguration(product: ProductId): Promise<Result<ExportedSettings, string>> {
      const result = await callSafely(scope, 'configuration:write-policy', { product });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
  };
}

/** Every channel on which the window may call the main process; the preload script lets nothing else through. */
export const channels = [
  'app:get-snapshot',
  'app:copy-text',
  'app:copy-image',
  'app:save-file',
  'app:open-external',
  'settings:set-settings',
  'clock:advance-clock',
  'clock:reset-clock',
  'policy:set-policy',
  'policy:save-policy',
  'policy:apply-policy',
  'policy:rename-policy',
  'policy:delete-policy',
  'certificates:open-dialog',
  'certificates:load-bytes',
  'certificates:load-text',
  'certificates:remove-certificates',
  'certificates:restore-certificates',
  'check:start-check',
  'check:cancel-check',
  'flows:list-flows',
  'flows:get-flow',
  'flows:watch-flow',
  'flows:delete-flows',
  'flows:restore-flows',
  'flows:get-commands',
  'inspect:inspect-message',
  'inspect:inspect-bytes',
  'cache:list-entries',
  'cache:evict-entry',
  'cache:clear-cache',
  'cache:restore-entries',
] as const;

export type Channel = (typeof channels)[number];

/** The one channel on which the main process tells the window what happened. */
export const eventChannel = 'workbench:event';

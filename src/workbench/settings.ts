import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Settings, SettingsChange } from '#shared/model/settings.ts';
import type { WorkbenchError } from './error.ts';
import type { EventHub } from './events.ts';
import type { Storage } from './storage.ts';
import { readSettings } from './stored-values.ts';
import { findSettingsProblems } from './validate-policy.ts';

/** What the person chose about the application, kept between two runs. */
export interface SettingsKeeper {
  current(): Settings;
  change(change: SettingsChange): Result<Settings, WorkbenchError>;
}

const dayMs = 86_400_000;

/** How often it is asked, in a program that runs for weeks, which flows have become too old. */
const retainEveryMs = 3_600_000;

/** Takes up the settings as they were left; what they say of the flows counts at once. */
export function createSettings({
  storage,
  hub,
  realClock,
}: {
  readonly storage: Storage;
  readonly hub: EventHub;
  readonly realClock: Clock;
}): SettingsKeeper {
  let settings = readSettings(storage.values);
  let retainedAt = 0;
  const retain = () => {
    const { maxFlows, maxDays } = settings.retention;
    retainedAt = realClock.now();
    const startedSince = maxDays === null ? null : retainedAt - maxDays * dayMs;
    storage.flows.retain({ maxFlows, startedSince });
  };
  const retainNow = () => {
    retain();
    const statistics = storage.flows.statistics();
    hub.emit({ type: 'flows-changed', rows: [], listIsStale: true, statistics });
  };
  retain();
  hub.listen(({ type }) => {
    if (type !== 'flows-changed' || settings.retention.maxDays === null) return;
    if (realClock.now() - retainedAt >= retainEveryMs) retainNow();
  });
  return {
    current: () => settings,
    change: (change) => {
      const wanted = changed(settings, change);
      const problems = findSettingsProblems(wanted);
      if (problems.length > 0) return err({ code: 'fields-invalid', problems });
      const isNewRetention =
        wanted.retention.maxFlows !== settings.retention.maxFlows ||
        wanted.retention.maxDays !== settings.retention.maxDays;
      settings = wanted;
      storage.values.write('settings', settings);
      hub.emit({ type: 'settings-changed', settings });
      if (isNewRetention) retainNow();
      return ok(settings);
    },
  };
}

/** Only what is named is taken: whoever changes one setting has no say in the others. */
function changed(settings: Settings, change: SettingsChange): Settings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(named) };
}

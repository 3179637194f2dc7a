import type { Exposure, ExposureSetting } from '#shared/model/exposure.ts';
import { exposurePartTitle, exposureSettingTitle, exposureSpan } from '#shared/wording/exposure.ts';
import { Button } from '../../components/button.tsx';
import type { PolicySetting } from '../../store/state.ts';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './exposure-dialog.module.css';

/** Each part with its length, how that comes about, and the setting that causes it, which it leads to. */
export function ExposureParts({ exposure }: { readonly exposure: Exposure }) {
  return (
    <table className={classes.parts}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Lasts</th>
          <th scope="col">Because</th>
          <th scope="col">Setting</th>
        </tr>
      </thead>
      <tbody>
        {exposure.parts.map(({ id, seconds, formula, setting }) => (
          <tr key={id} data-lasts={seconds !== 0}>
            <th scope="row">
              <span className={classes.swatch} data-part={id} aria-hidden="true" />
              {exposurePartTitle(id)}
            </th>
            <td className={classes.span}>{exposureSpan(seconds)}</td>
            <td className={classes.because}>{formula}</td>
            <td>
              <SettingLink setting={setting} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SettingLink({ setting }: { readonly setting: ExposureSetting }) {
  const { showPolicySetting } = useActions();
  return (
    <Button
      kind="quiet"
      onPress={() => {
        const place = placeOf(setting);
        if (place === null) focusHabit(setting);
        else showPolicySetting(place);
      }}
    >
      {exposureSettingTitle(setting)}
    </Button>
  );
}

/** Where the policy bar has it; null for a habit, which stands below. */
function placeOf(setting: ExposureSetting): PolicySetting | null {
  if (setting === 'policy.ocsp') return 'ocsp';
  if (setting === 'policy.fallback') return 'fallback';
  if (setting.startsWith('policy.cache')) return 'cache';
  return setting.startsWith('policy.') ? 'advanced' : null;
}

/** The id of the field for a habit. */
export function habitId(setting: ExposureSetting): string {
  return `exposure-${setting.replace('.', '-')}`;
}

function focusHabit(setting: ExposureSetting): void {
  const field = document.getElementById(habitId(setting));
  const target = field instanceof HTMLInputElement ? field : field?.querySelector('button');
  target?.focus();
}

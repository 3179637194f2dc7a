import { ChevronDown, Hourglass } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { CachePolicy } from '#shared/model/policy.ts';
import { cacheBoundsWords } from '#shared/wording/cache.ts';
import { Button as ButtonOfOurs } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { Popup } from '../../components/popup.tsx';
import { Toggle } from '../../components/toggle.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { DurationInput } from './duration-input.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

/** How long validated answers are kept. */
export function CachePopup() {
  const cache = useWorkbench((state) => state.policies.current.cache);
  const hasProblem = useWorkbench(({ policyProblems }) =>
    Object.keys(policyProblems).some((field) => field.startsWith('cache')),
  );
  const words = cacheWords(cache);
  return (
    <PolicyField
      label="Cache"
      term="cache"
      area="cache"
      note={hasProblem ? <span className={classes.warning}>refused</span> : null}
    >
      <Popup
        label="Cache"
        width={330}
        trigger={
          <Button className={classes.value ?? ''} aria-label={`Cache: ${words}`}>
            <span>{words}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
      >
        <CacheForm />
      </Popup>
    </PolicyField>
  );
}

function cacheWords({ use, minSeconds, maxSeconds }: CachePolicy): string {
  return use === 'off' ? 'Off' : cacheBoundsWords(minSeconds, maxSeconds, '–');
}

/** Whether answers are kept, and between which bounds. */
export function CacheForm() {
  const cache = useWorkbench((state) => state.policies.current.cache);
  const { patchPolicy, setExposureDialog } = useActions();
  const patch = (change: Partial<CachePolicy>) => patchPolicy({ cache: { ...cache, ...change } });
  return (
    <div className={classes.form}>
      <Toggle
        label="Response cache"
        isOn={cache.use === 'on'}
        words={
          cache.use === 'on' ? 'Validated answers are kept' : 'Nothing is kept, each check asks'
        }
        onChange={(isOn) => void patch({ use: isOn ? 'on' : 'off' })}
      />
      <div className={classes.pair}>
        <DurationInput
          label="At least"
          field="cache.minSeconds"
          ms={cache.minSeconds * 1_000}
          bareUnit="min"
          onCommit={(ms) => patch({ minSeconds: ms / 1_000 })}
        />
        <DurationInput
          label="At most"
          field="cache.maxSeconds"
          ms={cache.maxSeconds * 1_000}
          bareUnit="min"
          onCommit={(ms) => patch({ maxSeconds: ms / 1_000 })}
        />
      </div>
      <ChoiceList
        label="When nextUpdate comes earlier"
        value={cache.hold}
        choices={[
          { value: 'until-next-update', text: 'Drop the answer at nextUpdate' },
          {
            value: 'past-next-update',
            text: 'Keep it for the minimum',
            detail: 'Each flow served past nextUpdate says so.',
          },
        ]}
        onChange={(hold) => void patch({ hold })}
      />
      <ButtonOfOurs kind="quiet" icon={Hourglass} onPress={() => setExposureDialog('open')}>
        How long a revoked certificate still gets in…
      </ButtonOfOurs>
    </div>
  );
}

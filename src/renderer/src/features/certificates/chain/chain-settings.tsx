import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Purpose } from '#shared/model/chain.ts';
import type { TrustStore } from '#shared/model/chain-graph.ts';
import segmented from '../../../components/segmented.module.css';
import { Segmented } from '../../../components/segmented.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { parseTypedTime, toTypedTime } from '../../../format/typed-time.ts';
import { useActions, useWorkbench } from '../../../store/workbench-context.tsx';
import classes from './chain-settings.module.css';
import { storeNames } from './chain-words.ts';

const purposes: readonly { readonly value: Purpose; readonly text: string }[] = [
  { value: 'any', text: 'Any' },
  { value: 'client', text: 'Client' },
  { value: 'server', text: 'Server' },
];

const stores: readonly TrustStore[] = ['lab', 'own', 'system'];

/** What chains are judged by: a time, a purpose, and whose CAs are trusted. */
export function ChainSettings() {
  const question = useWorkbench((state) => state.chainQuestion);
  const { askForChains } = useActions();
  const [problem, setProblem] = useState<string | null>(null);
  const setTime = async (text: string) => {
    const at = parseTypedTime(text);
    const isNow = text.trim() === '' || text.trim().toLowerCase() === 'now';
    if (at === null && !isNow) {
      setProblem('Write it as 2026-01-31 12:00, in UTC, or leave it empty for now.');
      return false;
    }
    setProblem(null);
    askForChains({ at: isNow ? null : at });
    return true;
  };
  return (
    <div className={classes.settings}>
      <div className={classes.time}>
        <TextInput
          label="At (UTC)"
          value={question.at === null ? '' : toTypedTime(question.at)}
          placeholder="now"
          face="mono"
          problem={problem}
          onCommit={setTime}
        />
      </div>
      <div className={classes.choice}>
        <span>Good for</span>
        <Segmented
          label="Good for"
          value={question.purpose}
          choices={purposes}
          onChange={(purpose) => askForChains({ purpose })}
        />
      </div>
      <div className={classes.choice}>
        <span>Trusted</span>
        <ToggleButtonGroup
          aria-label="Trusted"
          className={segmented.group ?? ''}
          selectionMode="multiple"
          selectedKeys={question.stores}
          onSelectionChange={(keys) =>
            askForChains({ stores: stores.filter((store) => keys.has(store)) })
          }
        >
          {stores.map((store) => (
            <ToggleButton key={store} id={store} className={segmented.choice ?? ''}>
              {storeNames[store]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
    </div>
  );
}

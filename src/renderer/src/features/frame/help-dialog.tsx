import { useEffect, useRef, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { type TermId, termIds, terms } from '#shared/wording/terms.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { commands } from '../../store/commands.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './help-dialog.module.css';

type Side = 'keys' | 'words';

/** Every key and every word of the window, one press of `?` away. */
export function HelpDialog() {
  const help = useWorkbench((state) => state.help);
  const { closeHelp } = useActions();
  return (
    <ModalDialog title="Keys and words" isOpen={help !== null} onClose={closeHelp} width={640}>
      {help !== null && <Help term={help.term} />}
    </ModalDialog>
  );
}

function Help({ term }: { readonly term: TermId | null }) {
  const [side, setSide] = useState<Side>(term === null ? 'keys' : 'words');
  return (
    <div className={classes.body}>
      <Segmented
        label="What is shown"
        value={side}
        choices={[
          { value: 'keys', text: 'Keys' },
          { value: 'words', text: 'Words' },
        ]}
        onChange={setSide}
      />
      {side === 'keys' ? <Keys /> : <Words shown={term} />}
    </div>
  );
}

/** Keys that are no commands: they belong to what has the focus. */
const otherKeys: readonly { readonly keys: string; readonly text: string }[] = [
  { keys: 'Ctrl K', text: 'Search flows, certificates, commands' },
  { keys: '↑ ↓', text: 'The flow, step or entry before and after' },
  { keys: 'Esc', text: 'Close what is open, end the presentation, cancel what runs' },
];

function Keys() {
  const platform = useWorkbench((state) => state.info.platform);
  const named = commands.flatMap(({ keys, text }) => (keys === null ? [] : [{ keys, text }]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label="Keys" tabIndex={0}>
      <dl className={classes.keys}>
        {[...otherKeys, ...named].map(({ keys, text }) => (
          <div key={text}>
            <dt>
              <kbd>{platform.startsWith('darwin') ? keys.replace('Ctrl', '⌘') : keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Words({ shown }: { readonly shown: TermId | null }) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = termIds.filter((id) =>
    `${terms[id].term} ${terms[id].text}`.toLowerCase().includes(wanted),
  );
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => target.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <>
      <TextField
        aria-label="Search words"
        value={text}
        onChange={setText}
        className={classes.search ?? ''}
      >
        <Input placeholder="Search words" />
      </TextField>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} aria-label="Words" tabIndex={0}>
        {found.length === 0 && <p className={classes.none}>No word matches “{text}”.</p>}
        <dl className={classes.words}>
          {found.map((id) => (
            <div key={id} ref={id === shown ? target : null} data-shown={id === shown}>
              <dt>{terms[id].term}</dt>
              <dd>
                {terms[id].text}
                {terms[id].citation !== null && <cite>{terms[id].citation}</cite>}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

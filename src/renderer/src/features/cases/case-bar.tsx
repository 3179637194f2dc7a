import { FileClock, MoreHorizontal, RotateCcw } from 'lucide-react';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { type CaseOpened, caseOriginWords } from '#shared/flow/steps/case-opened.ts';
import { type VerdictChange, verdictChangeWords } from '#shared/model/verdict-change.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './case-bar.module.css';

/** Above a flow that was opened from a file: which, when it took place, and whether its verdict is the same now. */
export function CaseBar({ flow }: { readonly flow: Flow }) {
  const opened = findStep(flow.events, 'case-opened');
  if (opened === null) return null;
  const { file, origin, name, notes, recordedAt, at, changes } = opened;
  return (
    <section className={classes.bar} aria-label="Case">
      <FileClock size={15} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.file} title={`${toSafeText(file)}: ${toSafeText(name)}`}>
          <strong>{toSafeText(file)}</strong> <span>from {caseOriginWords[origin]}</span>
        </p>
        <p className={classes.time}>
          Recorded {toReadableUtc(recordedAt)}
          {at !== recordedAt && `, judged as of ${toReadableUtc(at)}`}
        </p>
      </div>
      <Sameness changes={changes} />
      <CaseTools flow={flow} />
      {changes !== null && changes.length > 0 && <Changes changes={changes} />}
      {notes !== '' && <p className={classes.notes}>{toSafeText(notes)}</p>}
    </section>
  );
}

function Sameness({ changes }: Pick<CaseOpened, 'changes'>) {
  if (changes === null) return <StatusChip tone="none" text="no verdict recorded" />;
  return changes.length === 0 ? (
    <StatusChip tone="good" text="same verdict as recorded" />
  ) : (
    <StatusChip tone="unknown" text="another verdict than recorded" />
  );
}

function CaseTools({ flow }: { readonly flow: Flow }) {
  const { replayHere, copyReplay, saveCases, saveAnonymous } = useActions();
  return (
    <div className={classes.tools}>
      <Button kind="quiet" icon={RotateCcw} onPress={() => void replayHere(flow.id)}>
        Replay with this policy
      </Button>
      <MenuButton
        label="More about the case"
        trigger={<IconButton icon={MoreHorizontal} label="More about the case" size="small" />}
      >
        <MenuItem
          text="Copy replay as JSON"
          detail="what revoscope replay --json prints"
          onAction={() => void copyReplay(flow.id)}
        />
        <MenuItem text="Save the case…" onAction={() => void saveCases([flow.id])} />
        <MenuItem
          text="Save as anonymous case…"
          detail="names, serials, keys and addresses replaced, same verdict"
          onAction={() => void saveAnonymous(flow.id)}
        />
      </MenuButton>
    </div>
  );
}

/** More differences than these are counted. */
const shown = 6;

function Changes({ changes }: { readonly changes: readonly VerdictChange[] }) {
  const more = changes.length - shown;
  return (
    <ul className={classes.changes} aria-label="What changed">
      {changes.slice(0, shown).map((change) => (
        <li key={change.field}>{verdictChangeWords(change)}</li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

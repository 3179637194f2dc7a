import { ChevronDown, History } from 'lucide-react';
import { SubmenuTrigger } from 'react-aria-components';
import type { MatrixRunSummary } from '#shared/model/matrix-view.ts';
import { referenceName, verdictText } from '#shared/wording/matrix.ts';
import { toLocalTime } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuChoice, MenuItem, MenuLine, Submenu } from '../../components/menu.tsx';
import { isMatrixRunning } from '../../store/matrix-state.ts';
import { useActions, useNow, useWorkbench } from '../../store/workbench-context.tsx';

/** The runs that are kept: show one, compare with another, save, remove, open one from a file. */
export function RunsMenu() {
  const runs = useWorkbench((state) => state.matrix.runs);
  const shown = useWorkbench(({ matrix }) =>
    matrix.shown.kind === 'kept' ? matrix.shown.id : null,
  );
  const isRunning = useWorkbench(({ matrix }) => isMatrixRunning(matrix));
  const { showRun, openRunFile, exportRun, removeRun, compareRuns } = useActions();
  const now = useNow(60_000);
  const current = runs.find(({ id }) => id === shown) ?? null;
  const others = runs.filter(({ id }) => id !== shown);
  return (
    <MenuButton
      label="Runs"
      trigger={
        <Button icon={History} isDisabled={isRunning}>
          Runs <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      {runs.length > 0 && (
        <MenuChoice label="Kept runs" selected={shown}>
          {runs.map((run) => (
            <MenuItem
              key={run.id}
              id={run.id}
              text={toLocalTime(run.startedAt, now)}
              detail={describeRun(run)}
              onAction={() => void showRun(run.id)}
            />
          ))}
        </MenuChoice>
      )}
      {runs.length > 0 && <MenuLine />}
      {current !== null && others.length > 0 && (
        <SubmenuTrigger>
          <MenuItem id="compare" text="Compare with" detail="what differs between two runs" />
          <Submenu label="Compare with" selected="">
            {others.map((run) => (
              <MenuItem
                key={run.id}
                id={run.id}
                text={toLocalTime(run.startedAt, now)}
                detail={describeRun(run)}
                onAction={() => {
                  const [before, after] = [run, current].sort((a, b) => a.startedAt - b.startedAt);
                  if (before !== undefined && after !== undefined) {
                    void compareRuns(before.id, after.id);
                  }
                }}
              />
            ))}
          </Submenu>
        </SubmenuTrigger>
      )}
      {current !== null && (
        <SubmenuTrigger>
          <MenuItem id="save" text="Save as" detail="the run that is shown" />
          <Submenu label="Save as" selected="">
            {forms.map(({ form, text, detail }) => (
              <MenuItem
                key={form}
                id={form}
                text={text}
                detail={detail}
                onAction={() => void exportRun(current.id, form)}
              />
            ))}
          </Submenu>
        </SubmenuTrigger>
      )}
      {current !== null && (
        <MenuItem
          id="remove"
          text="Remove this run"
          tone="danger"
          onAction={() => void removeRun(current.id)}
        />
      )}
      <MenuItem
        id="open"
        text="Open a run…"
        detail="JSON of the command line, or of another window"
        onAction={() => void openRunFile()}
      />
    </MenuButton>
  );
}

const forms = [
  { form: 'html', text: 'HTML', detail: 'one file, for people and for print' },
  { form: 'markdown', text: 'Markdown', detail: 'the grid as a table' },
  { form: 'json', text: 'JSON', detail: 'everything; it can be opened and compared' },
  { form: 'junit', text: 'JUnit XML', detail: 'for a build server' },
] as const;

/** What came of a run, in a line. */
export function describeRun({ targets, expectation, origin }: MatrixRunSummary): string {
  const named = targets
    .filter(({ name }) => name !== referenceName || targets.length === 1)
    .map(({ name, word }) => `${name}: ${verdictText(word)}`);
  const from = origin === null ? '' : ` · from ${origin}`;
  return `${named.join(', ')} · expected: ${expectation}${from}`;
}

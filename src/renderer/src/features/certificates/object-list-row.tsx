import {
  Archive,
  FileKey,
  FileQuestion,
  IdCard,
  KeyRound,
  ListX,
  type LucideIcon,
  MessageSquareMore,
  ScrollText,
  Stamp,
} from 'lucide-react';
import type { CSSProperties, MouseEvent } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import type { InspectedKind } from '#shared/model/inspection.ts';
import type { FoundIn } from '#shared/model/object-view.ts';
import type { OpenObject } from '#shared/model/open-object.ts';
import { kindWords } from '#shared/wording/object-kind.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { cx } from '../../components/class-names.ts';
import { isChoosingOther } from '../../store/object-view-actions.ts';
import type { WorkbenchState } from '../../store/state.ts';
import { useActions, useNow, useStateReader } from '../../store/workbench-context.tsx';
import { roleOf, validityOf } from './certificate-role.ts';
import { listName } from './list-name.ts';
import classes from './object-list.module.css';
import type { Grouping, ObjectRow } from './object-rows.ts';
import type { ObjectLine } from './object-tree.ts';

/** A row of the list: the head of a group, a certificate, or another object. */
export function ObjectListRow(props: {
  readonly id: string;
  readonly row: ObjectRow;
  readonly grouping: Grouping;
  readonly isShown: boolean;
  readonly place: CSSProperties;
  readonly position: { readonly at: number; readonly of: number };
}) {
  const { row, place } = props;
  if (row.kind === 'head') {
    return (
      <div role="presentation" className={classes.origin} style={place}>
        <span>{toSafeText(row.text)}</span>
        {row.count > 1 && <span className={classes.count}>{row.count.toLocaleString('en')}</span>}
      </div>
    );
  }
  return <Line {...props} line={row.line} hit={row.hit} />;
}

function Line(props: {
  readonly id: string;
  readonly line: ObjectLine;
  readonly grouping: Grouping;
  readonly hit: FoundIn | null;
  readonly isShown: boolean;
  readonly place: CSSProperties;
  readonly position: { readonly at: number; readonly of: number };
}) {
  const { line, grouping, hit, isShown, place, position } = props;
  const { showObject, compareObjectWith } = useActions();
  const readState = useStateReader();
  const choose = (event: MouseEvent) => {
    const state = readState();
    const isChoosing = isChoosingOther(state);
    const other = isChoosing ? state.objectComparison?.first : shownId(state);
    const wantsComparison = isChoosing || event.ctrlKey || event.metaKey;
    if (wantsComparison && other != null && other !== line.id) compareObjectWith(other, line.id);
    else showObject(line.id);
  };
  return (
    // Keys are handled by the listbox.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus, by aria-activedescendant
    <div
      id={props.id}
      role="option"
      aria-selected={isShown}
      aria-setsize={position.of}
      aria-posinset={position.at}
      className={cx(classes.item, isShown && classes.shown)}
      style={{ ...place, paddingLeft: 16 + Math.min(line.depth, 8) * 14 }}
      onClick={choose}
    >
      <span className={classes.words}>
        {line.kind === 'certificate' ? (
          <Certificate line={line} />
        ) : (
          <Other object={line.object} grouping={grouping} />
        )}
      </span>
      {hit !== null && (
        <span className={classes.hit}>
          {hit.what}: <b>{hit.text}</b>
        </span>
      )}
    </div>
  );
}

/** What is shown where nothing was chosen yet is the certificate that a check would be about. */
function shownId({ shownObject, checkTarget }: WorkbenchState): string | null {
  return shownObject ?? checkTarget.fingerprint;
}

function Certificate({ line }: { readonly line: ObjectLine & { readonly kind: 'certificate' } }) {
  const now = useNow(60_000);
  const state = validityOf(line.certificate, now);
  return (
    <>
      <span className={classes.dot} data-state={state} />
      <span className={classes.name} title={line.certificate.summary.label}>
        {line.certificate.summary.label}
      </span>
      <span className={cx(classes.role, state !== 'valid' && classes.invalid)}>
        {state === 'valid' ? roleOf(line.certificate) : state}
      </span>
    </>
  );
}

const icons: Readonly<Partial<Record<InspectedKind, LucideIcon>>> = {
  pkcs7: Archive,
  pkcs12: Archive,
  'key-store': Archive,
  'private-key': KeyRound,
  'public-key': FileKey,
  crl: ListX,
  'certificate-request': ScrollText,
  'ocsp-request': MessageSquareMore,
  'ocsp-response': MessageSquareMore,
  timestamp: Stamp,
  'attribute-certificate': IdCard,
};

function Other(props: { readonly object: OpenObject; readonly grouping: Grouping }) {
  const { object, grouping } = props;
  const { kind, lock, problem, title } = object;
  const Icon = icons[kind] ?? FileQuestion;
  const isBroken = problem !== null;
  return (
    <>
      <Icon size={13} className={classes.icon} aria-hidden="true" />
      <span className={classes.name} title={title}>
        {toSafeText(listName(object, grouping))}
      </span>
      <span
        className={cx(
          classes.role,
          isBroken && classes.invalid,
          lock === 'locked' && classes.locked,
        )}
      >
        {isBroken ? 'not whole' : lock === 'locked' ? 'locked' : kindBeside(kind, grouping)}
      </span>
      {lock === 'unlocked' && <VisuallyHidden>, unlocked</VisuallyHidden>}
    </>
  );
}

/** In a list by kind the head of the group tells it. */
function kindBeside(kind: InspectedKind, grouping: Grouping): string | null {
  return grouping === 'file' ? kindWords(kind).one : null;
}

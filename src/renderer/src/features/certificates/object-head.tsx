import { Copy, History, KeyRound, LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { OpenObject } from '#shared/model/open-object.ts';
import { kindWords } from '#shared/wording/object-kind.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ByteCopyItems } from '../../components/byte-copy-items.tsx';
import { MenuButton } from '../../components/menu.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { useActions } from '../../store/workbench-context.tsx';
import { ExportMenu } from './export-menu.tsx';
import { KeyMatches } from './key-matches.tsx';
import classes from './object-head.module.css';

/** What an object other than a certificate is, in a line, and what can be done with it. */
export function ObjectHead(props: {
  readonly object: OpenObject;
  readonly inspection: InspectionState;
}) {
  const { object, inspection } = props;
  const { askForPassword, setTimelineDialog } = useActions();
  return (
    <>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2>{object.title}</h2>
          <p>{headline(object)}</p>
        </div>
        <div className={classes.actions}>
          {inspection.state === 'done' && inspection.object.bytes.length > 0 && (
            <MenuButton
              label="Copy or save"
              trigger={<IconButton icon={Copy} label="Copy or save" />}
            >
              <ByteCopyItems object={inspection.object} />
            </MenuButton>
          )}
          {object.kind === 'ocsp-response' && (
            <Button
              icon={History}
              onPress={() => setTimelineDialog({ of: 'object', id: object.id })}
            >
              When it flips…
            </Button>
          )}
          <ExportMenu id={object.id} name={object.title} />
          {object.lock === 'locked' && (
            <Button kind="primary" icon={LockKeyholeOpen} onPress={() => askForPassword(object.id)}>
              Unlock…
            </Button>
          )}
        </div>
      </header>
      <Notice object={object} />
      <KeyMatches id={object.id} keyPin={object.keyPin} />
    </>
  );
}

/** What becomes of the secrets in it. */
function Notice({ object }: { readonly object: OpenObject }) {
  if (object.lock === 'locked') {
    return (
      <p className={classes.notice}>
        <LockKeyhole size={15} aria-hidden="true" />
        Something in it is encrypted. Its password and its keys would stay in memory, outside of
        this window, until you close it.
      </p>
    );
  }
  if (object.isKept) {
    return (
      <p className={classes.notice}>
        <LockKeyholeOpen size={15} aria-hidden="true" />
        The system’s safe storage keeps it with its password until you close it here.
      </p>
    );
  }
  if (object.kind !== 'private-key' || object.problem !== null) return null;
  return (
    <p className={classes.notice}>
      <KeyRound size={15} aria-hidden="true" />
      The key is present. Its value is never shown and never stored.
    </p>
  );
}

function headline({ kind, origin, byteLength, lock, containerId }: OpenObject): string {
  const word = kindWords(kind).one;
  return [
    word.charAt(0).toUpperCase() + word.slice(1),
    containerId === null ? toSafeText(origin) : `inside ${toSafeText(origin)}`,
    byteLength > 0 ? `${byteLength.toLocaleString('en')} octets` : null,
    lock === 'none' ? null : lock,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

import { Copy, FileQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import type { Result } from '#shared/model/result.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './written-tab.module.css';

const names: Readonly<Record<TextForm, string>> = { pem: 'PEM', text: 'text', json: 'JSON' };

const without: Readonly<Record<TextForm, string>> = {
  pem: 'PEM has no name for such an object, or it is a private key, which is not shown.',
  text: 'It cannot be written so.',
  json: 'It cannot be written so.',
};

/** An object spelt out: to read, to mark with the mouse, to copy whole. */
export function WrittenTab({ id, form }: { readonly id: string; readonly form: TextForm }) {
  const { copyText } = useActions();
  const written = useText(id, form);
  if (written === null) return null;
  if (!written.ok) return <p className={classes.note}>{written.error}</p>;
  const { value } = written;
  if (value === null) {
    return (
      <EmptyState
        size="small"
        icon={FileQuestion}
        title={`There is no ${names[form]} of it`}
        text={without[form]}
      />
    );
  }
  const isWhole = value.text.length === value.length;
  return (
    <div className={classes.tab}>
      <header className={classes.head}>
        <p>
          {isWhole
            ? `${value.length.toLocaleString('en')} characters`
            : `The first ${value.text.length.toLocaleString('en')} of ${value.length.toLocaleString('en')} characters; Export saves all of them.`}
        </p>
        <Button icon={Copy} onPress={() => void copyText(value.text, names[form])}>
          {isWhole ? `Copy ${names[form]}` : 'Copy what is shown'}
        </Button>
      </header>
      <section
        className={classes.text}
        aria-label={names[form]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <pre>{value.text}</pre>
      </section>
    </div>
  );
}

/** null until it is there. */
function useText(id: string, form: TextForm): Result<ObjectText | null, string> | null {
  const { writeText } = useActions();
  const [written, setWritten] = useState<Result<ObjectText | null, string> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void writeText(id, form).then((result) => {
      if (isCurrent) setWritten(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [writeText, id, form]);
  return written;
}

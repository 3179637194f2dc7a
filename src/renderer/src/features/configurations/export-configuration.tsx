import { Copy, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportedSettings, ProductId } from '#shared/model/settings-of-others.ts';
import { Button } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './configuration-dialog.module.css';
import { ProductMenu } from './product-menu.tsx';

/** The policy in force in the words of a product, with what those cannot say. */
export function ExportConfiguration() {
  const [product, setProduct] = useState<ProductId>('nginx');
  const written = useWritten(product);
  const { copyText, saveFile } = useActions();
  const text = written === null || typeof written === 'string' ? null : written.text;
  return (
    <div className={classes.form}>
      <div className={classes.row}>
        <ProductMenu chosen={product} onChoose={setProduct} />
        {written !== null && typeof written !== 'string' && (
          <span className={classes.files}>{written.version}</span>
        )}
      </div>
      {typeof written === 'string' ? (
        <p className={classes.problem}>{written}</p>
      ) : (
        written !== null && <Written written={written} />
      )}
      <div className={classes.actions}>
        <Button
          icon={Download}
          isDisabled={text === null}
          onPress={() => {
            if (text !== null) {
              void saveFile(`${product}-policy.txt`, new TextEncoder().encode(text));
            }
          }}
        >
          Save…
        </Button>
        <Button
          kind="primary"
          icon={Copy}
          isDisabled={text === null}
          onPress={() => {
            if (text !== null) void copyText(text, 'The snippet');
          }}
        >
          Copy
        </Button>
      </div>
    </div>
  );
}

function Written({ written }: { readonly written: ExportedSettings }) {
  const { text, notSaid } = written;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.result} aria-label="Snippet" tabIndex={0}>
      <pre className={classes.snippet}>{text}</pre>
      {notSaid.length > 0 && (
        <section aria-label="What it cannot say">
          <h3>
            What it cannot say <span>of the policy in force</span>
          </h3>
          <ul className={classes.entries}>
            {notSaid.map(({ field, says }) => (
              <li key={field}>
                <p>{says}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

/** The snippet of a product for the policy as it is now; a string says why there is none. */
function useWritten(product: ProductId): ExportedSettings | string | null {
  const policy = useWorkbench((state) => state.policies.current);
  const { writeConfiguration } = useActions();
  const [written, setWritten] = useState<ExportedSettings | string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another policy is written otherwise
  useEffect(() => {
    let isCurrent = true;
    void writeConfiguration(product).then((result) => {
      if (isCurrent) setWritten(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [writeConfiguration, product, policy]);
  return written;
}

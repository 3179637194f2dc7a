import { ChevronDown, Copy, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TrustKit } from '#shared/model/matrix-view.ts';
import { type ProductId, productNames } from '#shared/model/settings-of-others.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuChoice, MenuItem } from '../../components/menu.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './trust-kit-panel.module.css';

/** The products whose snippet makes a server ask; the others are appliances with screens of their own. */
const products: readonly ProductId[] = [
  ...(['nginx', 'apache', 'tomcat', 'stunnel', 'haproxy', 'envoy'] as const),
];

/** What the server has to be given before it can be tried: the lab's CA, and a few lines of configuration. */
export function TrustKitPanel() {
  const [product, setProduct] = useState<ProductId>('nginx');
  const kit = useTrustKit(product);
  return (
    <section className={classes.panel} aria-label="Trust kit">
      <header className={classes.head}>
        <h2>What the server has to be given</h2>
        <MenuButton
          label="Product"
          trigger={
            <Button>
              {productNames[product]} <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
        >
          <MenuChoice label="Product" selected={product}>
            {products.map((id) => (
              <MenuItem key={id} id={id} text={productNames[id]} onAction={() => setProduct(id)} />
            ))}
          </MenuChoice>
        </MenuButton>
      </header>
      {typeof kit === 'string' ? (
        <p className={classes.problem}>{kit}</p>
      ) : (
        kit !== null && <Kit kit={kit} />
      )}
    </section>
  );
}

function Kit({ kit }: { readonly kit: TrustKit }) {
  const { copyText, saveFile } = useActions();
  return (
    <ol className={classes.steps}>
      <li>
        <div className={classes.step}>
          <p>
            The lab’s CA, as <code>{kit.file}</code>
          </p>
          <Button icon={Copy} onPress={() => void copyText(kit.pem, 'The CA')}>
            Copy PEM
          </Button>
          <Button
            icon={Download}
            onPress={() => void saveFile(kit.file, new TextEncoder().encode(kit.pem))}
          >
            Save…
          </Button>
        </div>
      </li>
      <li>
        <div className={classes.step}>
          <p>These lines in its configuration</p>
          <Button icon={Copy} onPress={() => void copyText(kit.snippet, 'The snippet')}>
            Copy
          </Button>
        </div>
        <pre className={classes.snippet}>{kit.snippet}</pre>
        {kit.notSaid.length > 0 && (
          <ul className={classes.unsaid} aria-label="What it cannot express">
            {kit.notSaid.map(({ field, says }) => (
              <li key={field}>{says}</li>
            ))}
          </ul>
        )}
      </li>
      <li>
        <p>Reload the server, and run the matrix.</p>
        <p className={classes.hint}>
          Take the CA out again when you are done: whoever has this lab can make clients that the
          server lets in.
        </p>
      </li>
    </ol>
  );
}

/** The kit of a product, of the lab as it is now; a string says why there is none. */
function useTrustKit(product: ProductId): TrustKit | string | null {
  const createdAt = useWorkbench((state) => state.lab?.createdAt ?? null);
  const { readTrustKit } = useActions();
  const [kit, setKit] = useState<TrustKit | string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new lab has another CA
  useEffect(() => {
    let isCurrent = true;
    void readTrustKit(product).then((result) => {
      if (isCurrent) setKit(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [readTrustKit, product, createdAt]);
  return kit;
}

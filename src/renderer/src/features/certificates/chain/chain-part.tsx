import { FileBadge } from 'lucide-react';
import type { ChainGraph, ChainNode, LinkReason } from '#shared/model/chain-graph.ts';
import { Button } from '../../../components/button.tsx';
import { Citation } from '../../../components/citation.tsx';
import { OutcomeMark } from '../../../components/status-mark.tsx';
import { findCertificate } from '../../../store/selectors.ts';
import { useActions, useWorkbench } from '../../../store/workbench-context.tsx';
import classes from './chain-part.module.css';
import { aspectWords, nodeWords } from './chain-words.ts';

/** The certificate or link that is selected, with every reason. */
export function ChainPart({ graph, id }: { readonly graph: ChainGraph; readonly id: string }) {
  const node = graph.nodes.find((one) => one.id === id);
  if (node !== undefined) return <NodePart node={node} />;
  const link = graph.links.find((one) => one.id === id);
  if (link === undefined) return null;
  const labelOf = (end: string) => graph.nodes.find((one) => one.id === end)?.label ?? end;
  return (
    <section className={classes.part} aria-label="Selected link">
      <h3>
        {labelOf(link.subject)} <span>issued by</span> {labelOf(link.issuer)}
      </h3>
      <Reasons reasons={link.reasons} />
    </section>
  );
}

function NodePart({ node }: { readonly node: ChainNode }) {
  const { showObject, viewObject } = useActions();
  const loaded = useWorkbench((state) => findCertificate(state, node.id));
  const isShown = useWorkbench((state) => state.shownObject === node.id);
  const show = () => {
    viewObject(node.id, { tab: 'chain' });
    showObject(node.id);
  };
  return (
    <section className={classes.part} aria-label="Selected certificate">
      <h3>{node.label}</h3>
      <p>
        {nodeWords(node)}
        {node.summary !== null && ` · ${node.summary.publicKey}`}
      </p>
      <Reasons reasons={node.reasons} />
      {loaded !== null && !isShown && node.role !== 'end' && (
        <div>
          <Button icon={FileBadge} onPress={show}>
            Show this certificate
          </Button>
        </div>
      )}
    </section>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly LinkReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ aspect, outcome, message, citation }) => (
        <li key={`${aspect}/${message}`}>
          <OutcomeMark outcome={outcome === 'note' ? 'not-applicable' : outcome} />
          <span className={classes.words}>
            <strong>{aspectWords(aspect)}</strong>
            <span className={classes.spoken}>
              {outcome === 'fail' ? ' fails: ' : outcome === 'pass' ? ' holds: ' : ': '}
            </span>
            <span className={classes.message}>{message}</span>
            {citation !== null && (
              <span className={classes.clause}>
                <Citation citation={citation} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

import type { ChainGraph, GraphChain } from '#shared/model/chain-graph.ts';
import { OutcomeMark } from '../../../components/status-mark.tsx';
import classes from './chain-list.module.css';

/** Each chain in words, from the certificate in question upwards: what the drawing shows. */
export function ChainList(props: {
  readonly graph: ChainGraph;
  readonly onSelect: (id: string) => void;
}) {
  const { graph, onSelect } = props;
  return graph.chains.map((chain, index) => (
    // Chains have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <section key={index} className={classes.chain} aria-label={titleOf(chain, index)}>
      <h3>
        <OutcomeMark outcome={chain.holds ? 'pass' : 'fail'} />
        {titleOf(chain, index)}
      </h3>
      <ol>
        {chain.steps.map(({ certificate, outcome, message }) => (
          <li key={certificate} data-outcome={outcome}>
            <button type="button" onClick={() => onSelect(certificate)}>
              {graph.nodes.find(({ id }) => id === certificate)?.label ?? certificate}
            </button>
            <span>{message}</span>
          </li>
        ))}
      </ol>
    </section>
  ));
}

function titleOf({ holds, reachesAnchor }: GraphChain, index: number): string {
  const words = holds
    ? 'holds'
    : reachesAnchor
      ? 'does not hold'
      : 'does not reach a trusted certificate';
  return `Chain ${index + 1} ${words}`;
}

import { Button } from 'react-aria-components';
import type { MtlsState } from '#shared/model/mtls.ts';
import chip from '../../components/lamp-chip.module.css';
import { Popup } from '../../components/popup.tsx';
import { useWorkbench } from '../../store/workbench-context.tsx';
import { MtlsPanel } from './mtls-panel.tsx';

/** The mTLS server at a glance; opens all that can be done with it. */
export function MtlsChip() {
  const state = useWorkbench((workbench) => workbench.mtls.state);
  const judge = useWorkbench(({ mtls }) => mtls.decideAs?.judge ?? null);
  const words = `${chipWords(state)}${judge === null ? '' : ` as ${judge}`}`;
  return (
    <Popup
      label="mTLS server"
      width={460}
      trigger={
        <Button className={chip.chip ?? ''} aria-label={`mTLS server: ${words}`}>
          <span className={chip.lamp} data-state={lampOf(state)} />
          <span className={chip.name}>
            mTLS<span className={chip.long}> server</span>
          </span>
          <strong>{words}</strong>
        </Button>
      }
    >
      <MtlsPanel />
    </Popup>
  );
}

function chipWords(state: MtlsState): string {
  if (state.state === 'running') {
    const host = state.host.includes(':') ? `[${state.host}]` : state.host;
    return `${state.host === '127.0.0.1' ? '' : host}:${state.port}`;
  }
  return state.state;
}

function lampOf(state: MtlsState): string {
  return state.state === 'running' && state.reach === 'network' ? 'exposed' : state.state;
}

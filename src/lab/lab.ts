import type {
  LabError,
  LabPorts,
  LabView,
  ListenError,
  ResponderBehaviour,
  ResponderExchange,
} from '#shared/model/lab.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { KeyFiles } from './ca/key-files.ts';
import { LabCa, type OpenedLab } from './ca/lab-ca.ts';
import type { LabState, LabStorage } from './ca/lab-state.ts';
import { faultOf } from './faults/registry.ts';
import { createTurns } from './in-turn.ts';
import { authorityOf, backupAuthorityOf } from './responder/authority.ts';
import { LabResponder } from './responder/lab-responder.ts';

export interface LabOptions {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly storage: LabStorage;
  readonly keyFiles: KeyFiles;
  /** Tried when there is no lab yet; 0 takes any port that is free. */
  readonly firstPorts: LabPorts;
  /** What is wanted of each port; by default a saved lab takes its own, or any other where that is taken. */
  readonly portWishes?: PortWishes;
  /** Called after each change of anything in `view()`. */
  readonly onChange: () => void;
  readonly onExchange: (exchange: ResponderExchange) => void;
}

/** Which port a responder is to have. */
export interface PortWish {
  /** null: that of the saved lab, or the first port where there is none. */
  readonly port: number | null;
  /** `move` takes any port that is free in its place, which issues certificates anew. */
  readonly whenTaken: 'move' | 'refuse';
}

export interface PortWishes {
  readonly responder: PortWish;
  readonly backup: PortWish;
}

const anyPort: PortWish = { port: null, whenTaken: 'move' };

/** Each responder has its port of last time, or any other where that is taken. */
export const usualPorts: PortWishes = { responder: anyPort, backup: anyPort };

/**
 * The lab as a whole: its CA, its responder, and the backup responder that second AIA URIs lead to.
 *
 * Certificates carry the responders' addresses, so the ports are part of the saved lab. A lab that starts
 * takes its ports of last time; where another program has one, it takes a free one, unless told otherwise, and
 * has the certificates that name the old address issued anew. Their old serial numbers stay in the registry.
 */
export class Lab {
  readonly ca: LabCa;
  readonly #options: LabOptions;
  readonly #responder: LabResponder;
  readonly #backup: LabResponder;
  readonly #inTurn = createTurns();
  #moved: LabView['moved'] = null;

  constructor(options: LabOptions) {
    const { clock, random, storage, keyFiles, onChange, onExchange } = options;
    this.#options = options;
    this.ca = new LabCa({ clock, random, storage, keyFiles, onChange });
    const shared = { clock, random, onExchange, onStateChange: onChange };
    this.#responder = new LabResponder({
      ...shared,
      name: 'responder',
      authority: () => authorityOf(this.ca),
    });
    this.#backup = new LabResponder({
      ...shared,
      name: 'backup',
      authority: () => backupAuthorityOf(this.ca, defaultBehaviour),
    });
  }

  /** Everything that the window shows of the lab; null before it has started. */
  view(): LabView | null {
    const { state } = this.ca;
    if (state === null) return null;
    return {
      createdAt: state.createdAt,
      keyType: state.keyType,
      certificates: this.ca.certificates(),
      responder: this.#responder.state,
      backup: this.#backup.state,
      behaviour: state.behaviour,
      moved: this.#moved,
    };
  }

  /** Starts the responders that are not running, and takes up the saved lab or founds one. */
  start(): Promise<Result<OpenedLab, LabError>> {
    return this.#inTurn(async () => {
      const saved = this.ca.savedPorts();
      if (!saved.ok) return saved;
      const ports = await this.#listen(saved.value ?? this.#options.firstPorts);
      if (!ports.ok) return ports;
      const opened = await this.ca.open({ ports: ports.value, keyType: 'p256' });
      if (!opened.ok) {
        await this.#close();
        return opened;
      }
      if (opened.value.how === 'moved') {
        this.#moved = { from: opened.value.from, to: opened.value.to };
      }
      await this.#obey(this.ca.state?.behaviour ?? defaultBehaviour);
      return opened;
    });
  }

  /** Closes both responders and all their connections. The CA remains usable. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  /** Founds a new lab in the place of the one there is, whatever state that is in. */
  reset(keyType: LabState['keyType']): Promise<Result<OpenedLab, LabError>> {
    return this.#inTurn(async () => {
      const ports = await this.#listen(this.ca.state?.ports ?? this.#options.firstPorts);
      if (!ports.ok) return ports;
      const founded = await this.ca.reset({ ports: ports.value, keyType });
      if (!founded.ok) return founded;
      this.#moved = null;
      const obeyed = await this.#obey(defaultBehaviour);
      return obeyed.ok ? founded : obeyed;
    });
  }

  /** Sets how the responder answers, from the next exchange on. */
  setBehaviour(behaviour: ResponderBehaviour): Promise<Result<null, LabError>> {
    return this.#inTurn(async () => {
      const set = this.ca.setBehaviour(behaviour);
      return set.ok ? this.#obey(behaviour) : set;
    });
  }

  /** Opens or closes the port as the behaviour has it. */
  async #obey(behaviour: ResponderBehaviour): Promise<Result<null, ListenError>> {
    const { fault } = behaviour;
    const isClosed = fault !== null && faultOf(fault).effect.at === 'port';
    if (!isClosed) return this.#responder.accept();
    await this.#responder.refuse();
    return ok(null);
  }

  async #listen(wanted: LabPorts): Promise<Result<LabPorts, ListenError>> {
    const wishes = this.#options.portWishes ?? usualPorts;
    const responder = await takePort(this.#responder, wanted.responder, wishes.responder);
    if (!responder.ok) return responder;
    const backup = await takePort(this.#backup, wanted.backup, wishes.backup);
    if (!backup.ok) {
      await this.#close();
      return backup;
    }
    return ok({ responder: responder.value, backup: backup.value });
  }

  async #close(): Promise<void> {
    await Promise.all([this.#responder.stop(), this.#backup.stop()]);
  }
}

/** Has a responder listen on its port, or, where that may be, on a free one if it belongs to another program. */
async function takePort(
  responder: LabResponder,
  usual: number,
  { port, whenTaken }: PortWish,
): Promise<Result<number, ListenError>> {
  const { state } = responder;
  if (state.state === 'running' || state.state === 'refusing') return ok(state.port);
  const started = await responder.start(port ?? usual);
  const isTaken = !started.ok && started.error.code !== 'listen-failed';
  return isTaken && whenTaken === 'move' ? responder.start(0) : started;
}

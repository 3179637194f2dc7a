import { Ban, CircleHelp, CirclePause, Play, ShieldCheck, TimerOff } from 'lucide-react';
import type { LabCertificate } from '#shared/model/lab.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { useActions, useNow } from '../../store/workbench-context.tsx';
import classes from './lab-certificate-detail.module.css';

/** What the lab's responder says of a certificate, and the ways to make it say something else. */
export function StatusCard({ certificate }: { readonly certificate: LabCertificate }) {
  const { id, status, backupStatus, role } = certificate;
  const { setLabDialog, holdCertificate, releaseCertificate, setLabStatus, expireCertificate } =
    useActions();
  const now = useNow(60_000);
  if (status === null) return null;
  const isHeld = status.status === 'revoked' && status.revocation.reason === 'certificateHold';
  const isRevoked = status.status === 'revoked';
  return (
    <section className={classes.card}>
      <h3>What the responder says</h3>
      <div className={classes.body}>
        <p className={classes.sentence}>
          <Said certificate={certificate} />
          {backupStatus !== null && (
            <>
              {' '}
              The backup responder, which only the second URI names, says{' '}
              <strong>{backupStatus.status}</strong>.
            </>
          )}
        </p>
        <div className={classes.row}>
          {!isRevoked && (
            <Button icon={Ban} onPress={() => setLabDialog({ kind: 'revoke', id })}>
              Revoke…
            </Button>
          )}
          {!isRevoked && (
            <Button icon={CirclePause} onPress={() => void holdCertificate(id)}>
              Put on hold
            </Button>
          )}
          {isHeld && (
            <Button icon={Play} onPress={() => void releaseCertificate(id)}>
              Release the hold
            </Button>
          )}
          {isHeld && (
            <Button icon={Ban} onPress={() => setLabDialog({ kind: 'revoke', id })}>
              Revoke for good…
            </Button>
          )}
          {status.status !== 'good' && !isHeld && (
            <Button icon={ShieldCheck} onPress={() => void setLabStatus(id, { status: 'good' })}>
              {isRevoked ? 'Undo the revocation' : 'Mark good'}
            </Button>
          )}
          {status.status !== 'unknown' && (
            <Button
              kind="quiet"
              icon={CircleHelp}
              onPress={() => void setLabStatus(id, { status: 'unknown' })}
            >
              Mark unknown
            </Button>
          )}
          {role === 'client' && now <= certificate.notAfter && (
            <Button kind="quiet" icon={TimerOff} onPress={() => void expireCertificate(id)}>
              Expire it now
            </Button>
          )}
        </div>
        <p className={classes.hint}>
          The next answer says so. A server that holds an answer in its cache notices only when that
          runs out; on a revocation the mTLS server here decides anew on live connections at once.
        </p>
      </div>
    </section>
  );
}

function Said({ certificate }: { readonly certificate: LabCertificate }) {
  const { status } = certificate;
  switch (status?.status) {
    case 'good':
      return (
        <>
          It is <strong>good</strong>: issued here, and not revoked.
        </>
      );
    case 'unknown':
      return (
        <>
          It is <strong>unknown</strong>: the responder claims never to have heard of it.
        </>
      );
    case 'revoked': {
      const { time, reason } = status.revocation;
      return reason === 'certificateHold' ? (
        <>
          It is <strong>on hold</strong> since {toReadableUtc(time)}: revoked until it is released.
        </>
      ) : (
        <>
          It was <strong>revoked</strong> on {toReadableUtc(time)},{' '}
          {reason === null ? 'for no reason given' : `reason ${reason}`}.
        </>
      );
    }
    case undefined:
      return null;
  }
}

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';
import classes from './modal-dialog.module.css';

/** A dialog over the whole window; Escape and a click beside it close it. */
export function ModalDialog(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly width: number;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay
      className={classes.overlay ?? ''}
      isOpen={props.isOpen}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className={classes.modal ?? ''} style={{ width: props.width }}>
        <Dialog className={classes.dialog ?? ''}>
          <header className={classes.header}>
            <Heading slot="title" className={classes.title ?? ''}>
              {props.title}
            </Heading>
            <IconButton icon={X} label="Close" size="small" onPress={props.onClose} />
          </header>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A sentence that stands where the contents of a dialog will be, or why there are none. */
export function DialogNote({ children }: { readonly children: ReactNode }) {
  return <p className={classes.note}>{children}</p>;
}

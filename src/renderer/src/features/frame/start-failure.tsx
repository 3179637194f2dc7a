import { CircleAlert } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';

/** All that is left to show where the window cannot start. */
export function StartFailure({ message }: { readonly message: string }) {
  return <EmptyState icon={CircleAlert} title="Revoscope cannot start" text={message} />;
}

import { bridgeName, type WorkbenchBridge } from '#shared/ipc/api.ts';

/** The bridge that the preload script put into the window; null where the page runs outside of the application. */
export function findWorkbenchBridge(): WorkbenchBridge | null {
  // The preload script is the one that defines this global; nothing else in the window touches it.
  const scope = globalThis as { readonly [bridgeName]?: WorkbenchBridge };
  return scope[bridgeName] ?? null;
}

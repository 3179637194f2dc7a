import { assertNever } from '../model/result.ts';
import { type ImportError, productNames } from '../model/settings-of-others.ts';

/** Why a configuration could not be imported, in a sentence. */
export function describeImportError(error: ImportError): string {
  switch (error.code) {
    case 'product-not-recognised':
      return `This is no configuration that is known. Say whose it is: ${Object.values(productNames).join(', ')}.`;
    case 'text-too-large':
      return `${error.characters} characters are more than the ${error.limit} that are read.`;
    case 'server-not-found': {
      const names = error.choices.map((choice) => `“${choice.name}”`).join(', ');
      return `There is no server “${error.wanted}”. ${names === '' ? 'There is none in these files.' : `There are ${names}.`}`;
    }
    default:
      return assertNever(error);
  }
}

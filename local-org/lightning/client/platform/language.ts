import lang from '@salesforce/i18n/lang';
import { wordsFor } from 'platform/words';

/** The host's own words in the language of the user. */
export const words = wordsFor(lang);
